using System.Text.RegularExpressions;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.CommandLine;

namespace Dag.Repl.Tests.CommandLine;

public sealed partial class CommandExamplesTests
{
    public static TheoryData<string> Lines => [.. CommandExamples.General.Concat(Verbs.All.SelectMany(CommandExamples.Of)).Select(example => example.Line).Distinct()];

    [Fact]
    public void Every_command_has_examples_of_its_own()
        => Verbs.All.Where(verb => !CommandExamples.Of(verb).Any(example => example.Line.StartsWith($"dag {verb.Name} ", StringComparison.Ordinal) || example.Line == $"dag {verb.Name}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_example_is_read_without_a_mistake(string line)
    {
        var words = Word().Matches(line.Split(" | ").Single(part => part.StartsWith("dag", StringComparison.Ordinal)).Split(" > ")[0]).Select(word => word.Value.Trim('\'')).Skip(1).ToArray();
        var verb = words.Length == 0 || words[0].EndsWith(".dag", StringComparison.Ordinal) ? Verbs.Repl : Verbs.Find(words[0]).ShouldNotBeNull();
        var parsed = ArgumentParser.Parse(verb, verb == Verbs.Repl && words is not ["repl", ..] ? words : words[1..]);
        parsed.Wrong.ShouldBeEmpty();
        parsed.All(Verbs.Command).SelectMany(said => Parser.Parse(new SourceText("said", said)).Diagnostics).ShouldBeEmpty();
    }

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();
}
