using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Journals;

public sealed class RunJournalTests : IDisposable
{
    private static readonly DateTimeOffset Began = new(2026, 11, 21, 9, 0, 0, 120, TimeSpan.Zero);

    // Of one unit each, but for what stands outside the first plane.
    private static readonly Gen<string> Piece = Gen.Frequency(
        (3, Gen.Choose(0, 0x7F).Select(unit => ((char)unit).ToString())),
        (2, Gen.Choose(0, 0xD7FF).Select(unit => ((char)unit).ToString())),
        (1, Gen.Choose(0xE000, 0xFFFF).Select(unit => ((char)unit).ToString())),
        (1, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)));

    private static readonly Gen<string> Words = Piece.ListOf().Select(string.Concat);

    private readonly string folder = Directory.CreateTempSubdirectory("dag-runs-").FullName;

    [Fact]
    public void Whatever_a_run_was_is_read_back_as_it_was()
        => Prop.ForAll(Words.ToArbitrary(), Words.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), ReadsBack).QuickCheckThrowOnFailure();

    [Fact]
    public void Half_a_character_is_read_back_as_the_sign_for_one() => Written("a\ud83d", "\ude00b", 0).File.ShouldBe("a\ufffd");

    [Fact]
    public void A_part_that_has_no_kind_is_not_given_one_by_its_name()
    {
        var part = new PartRecord("usings", "1") { Within = [new("option lr", "2"), new("code: Norm()", "3")] };
        using (var journal = RunJournal.Begin(folder, "1", Began, "/a.dag", []))
            journal.Record(new("a", TaskOutcome.Made, "4", TimeSpan.Zero, [part]));
        new RunHistory(folder, []).Find("1").ShouldNotBeNull().Tasks.Single().Parts.Single().ShouldBe(part);
    }

    [Fact]
    public void A_journal_of_format_1_is_read_as_facts()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllLines(RunJournal.PathOf(folder, "20261121-090000-120-abc"),
        [
            """{"run":"20261121-090000-120-abc","at":"2026-11-21T09:00:00+00:00","file":"/a.dag","targets":["fit"]}""",
            """{"task":"load","outcome":"made","work":"1","kept":"kept on disk: it took 3 s","parts":[{"name":"option lr","digest":"2"},{"name":"code: Norm()","digest":"3"},{"name":"usings","digest":"4"},{"name":"body","digest":"5"}]}""",
            """{"task":"fit","outcome":"failed","work":"6","kept":"kept in memory only: the disk would not take it: full"}""",
            """{"end":"failed","seconds":1}""",
        ]);
        var run = new RunHistory(folder, []).Find("20261121-090000-120-abc").ShouldNotBeNull();
        run.End.ShouldBe(JournalEnd.Failed);
        run.Tasks.Select(task => task.Kept).ShouldBe([new(CachePlace.Disk, "it took 3 s"), new(CachePlace.Refused, "full")]);
        run.Tasks[0].Parts.Select(part => part.Kind).ShouldBe([PartKind.Option, PartKind.Code, PartKind.Usings, PartKind.Other]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void ReadsBack(string one, string other, int number) => Written(one, other, number).ShouldBe(Run(one, other, number));

    private RunRecord Written(string one, string other, int number)
    {
        var run = Run(one, other, number);
        File.Delete(RunJournal.PathOf(folder, run.Name));
        using (var journal = RunJournal.Begin(folder, run.Name, run.At, run.File, run.Targets))
        {
            foreach (var task in run.Tasks)
                journal.Record(task);
            foreach (var lost in run.Lost)
                journal.RecordLoss(lost);
            journal.End(EndOf(number), run.Took);
        }

        return new RunHistory(folder, []).Find(run.Name).ShouldNotBeNull();
    }

    private static JournalEnd EndOf(int number) => (JournalEnd)(Math.Abs(number) % 3);

    private static RunRecord Run(string one, string other, int number)
    {
        // A number of binary digits, which seconds and ticks both have exactly.
        var took = TimeSpan.FromSeconds(number / 4.0);
        var part = new PartRecord(one, other) { Kind = (PartKind)(Math.Abs(number) % 4), Shown = other, Type = one, Origin = other, At = one };
        EquatableList<TaskRecord> tasks =
        [
            new(one, TaskOutcome.Made, other, took, [part, part with { Shown = null, Within = [part, part] }]) { Because = other, Kept = new((CachePlace)(Math.Abs(number) % 5), one) },
            new(other, TaskOutcome.Reused, null, TimeSpan.Zero, []),
            new(one, TaskOutcome.Blocked, null, TimeSpan.Zero, []) { BlockedBy = other },
        ];
        return new("1", Began, one, [other, one], tasks, EndOf(number), took) { Lost = [new(one, other, one)] };
    }
}
