using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Tests.UpToDate;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>What a shell makes of <c>--sources data/*.csv</c>: an option with many words behind it, some of which may be targets.</summary>
public sealed class ListArgumentsTests
{
    private const string Program = """
        type Names list of Text
        task merged { option names: Names = []; option level: Natural = 0; product Text; run => string.Join("+", names) }
        task report { needs merged; product Text; run => merged }
        """;

    [Theory]
    [InlineData("merged", "--names a b c", "targets merged; --names a b c")]
    [InlineData("", "--names a b report", "targets report; --names a b")]
    [InlineData("", "--names report report", "targets report; --names report")]
    [InlineData("merged", "--names a", "targets merged; --names a")]
    [InlineData("merged", "--level 3 b", "targets merged b; --level 3")]
    [InlineData("merged", "--nmaes a b", "targets merged b; --nmaes a")]
    public void Words_behind_a_list_are_its_elements_unless_they_name_a_task(string targets, string flag, string claimed)
    {
        using var place = new Place(Program);
        using var engine = place.Open();
        using var program = engine.Read(place.PathOf("main.dag")).Program.ShouldNotBeNull();
        var words = flag.Split(' ');
        var given = new OptionArgument(null, words[0][2..], words[1]) { Behind = [.. words[2..]] };
        var asked = new RunOptions([.. targets.Split(' ', StringSplitOptions.RemoveEmptyEntries), .. words[2..]], [given], 1, false);

        var found = ListArguments.Claim(program, asked);

        $"targets {string.Join(' ', found.Targets)}; {found.Options[0].TypedWhole}".ShouldBe(claimed);
        found.Options[0].Behind.ShouldBeEmpty();
    }
}
