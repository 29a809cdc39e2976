using Dag.Language.Collections;
using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Production of tasks.</summary>
internal static class TaskGrammar
{
    public static readonly Parser<char, StatementSyntax.Task> Task = Map(
        (said, name, block, here) => new StatementSyntax.Task(here.Doc, name, here.Clauses.ToEquatableList(), block is not null, here.Span) { HasMistakes = here.Diagnostics.Count > said.Number },
        Said, Name("the name of a task").Checked(RefuseLike), new TaskParser().OrSkipped(), Here);

    private static NameSyntax? RefuseLike(NameSyntax name, Reading reading)
    {
        if (!reading.Reader.IsWordOnLine("like"))
            return name;

        reading.Diagnostics.Add(SyntaxErrors.NotReadYet(reading.Reader.PlaceHere(), "like"));
        return null;
    }
}
