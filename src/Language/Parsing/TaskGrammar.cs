using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Production of tasks.</summary>
internal static class TaskGrammar
{
    public static readonly Parser<char, StatementSyntax.Task> Task = Map(
        (name, block, here) => new StatementSyntax.Task(here.Doc, name, block.Clauses, block.HasBraces, here.Span) { HasMistakes = block.HasMistakes },
        Name("the name of a task").Checked(RefuseLike), new TaskParser(), Here);

    private static NameSyntax? RefuseLike(NameSyntax name, Reading reading)
    {
        if (!reading.Reader.IsWordOnLine("like"))
            return name;

        reading.Diagnostics.Add(SyntaxErrors.NotReadYet(reading.Reader.PlaceHere(), "like"));
        return null;
    }
}
