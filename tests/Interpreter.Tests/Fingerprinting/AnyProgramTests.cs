using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>Any programs, held against what a person would say counts of their tasks.</summary>
public sealed class AnyProgramTests : IDisposable
{
    private readonly ProgramPrints prints = new();

    public static TheoryData<string> Kinds => [.. AnyEdit.Kinds.Keys];

    [Fact]
    public void Tasks_of_any_two_programs_have_one_fingerprint_where_the_same_counts_and_two_where_not()
        => ForAll(150, random =>
        {
            var (one, other) = (AnyProgram.Of(random), AnyProgram.Of(random));
            var all = Said(one).Concat(Said(other)).ToList();
            foreach (var (left, right) in all.SelectMany(left => all.Select(right => (left, right))))
                (left.Print == right.Print).ShouldBe(left.Meaning == right.Meaning, $"{left.Meaning}\n\nand\n\n{right.Meaning}");
        });

    [Fact]
    public void Other_names_another_layout_and_comments_change_nothing()
        => ForAll(150, random =>
        {
            var program = AnyProgram.Of(random);
            prints.Of(program, random).ShouldBe(prints.Of(program), ignoreOrder: true);
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_change_is_seen_by_just_the_tasks_it_reaches(string kind)
    {
        // Of some kinds there is not much in most programs.
        var reached = 0;
        for (var rounds = 0; reached == 0 && rounds < 30; rounds++)
            ForAll(30, Change);
        reached.ShouldBePositive();

        void Change(Random random)
        {
            var before = AnyProgram.Of(random);
            var after = AnyEdit.Kinds[kind](before, random);
            var expected = Meanings(before).Except(Meanings(after)).Select(task => task.Key).ToList();
            var found = prints.Of(before).Except(prints.Of(after, random)).Select(task => task.Key).ToList();
            found.ShouldBe(expected, ignoreOrder: true, new ProgramText(after, null).Main());
            reached += found.Count;
        }
    }

    [Fact]
    public void What_is_generated_compiles()
        => ForAll(6, random => ProgramPrints.MistakesOf(AnyProgram.Of(random), random.Next(2) == 0 ? random : null).ShouldBeEmpty());

    public void Dispose() => prints.Dispose();

    private static Dictionary<string, string> Meanings(AnyProgram program) => program.Tasks.ToDictionary(task => task.Name, task => ProgramMeaning.Of(program, task));

    private static void ForAll(int times, Action<Random> holds)
        => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            holds(new Random(seed));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    private IEnumerable<(string Meaning, string Print)> Said(AnyProgram program)
    {
        var found = prints.Of(program);
        return program.Tasks.Select(task => (ProgramMeaning.Of(program, task), found[task.Name]));
    }
}
