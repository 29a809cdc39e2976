using System.Text;
using Dag.Language.Changing;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Saving;

/// <summary>A change as it would have been written had a task had another name by then.</summary>
internal static class ChangeRenaming
{
    /// <summary>Null where another task has that name by then.</summary>
    public static ChangeStep? Rewrite(ChangeStep step, Renaming renaming)
    {
        if (renaming.Find(step.Before) is not { } before || renaming.Find(step.After) is not { } after)
            return null;

        var text = new StringBuilder();
        var at = 0;
        foreach (var (place, written) in Edits(step.Statement, renaming).OrderBy(edit => edit.Place.Start))
        {
            text.Append(step.Tree.Source.Slice(TextSpan.FromBounds(at, place.Start))).Append(written);
            at = place.End;
        }

        if (at == 0)
            return step with { Before = before, After = after };

        var tree = Parser.Parse(new(step.Tree.Source.Path, text.Append(step.Tree.Source.Text.AsSpan(at)).ToString()));
        var index = step.Tree.Statements.TakeWhile(each => !ReferenceEquals(each, step.Statement)).Count();
        return new(tree, tree.Statements[index], before, after);
    }

    private static IEnumerable<(TextSpan Place, string Written)> Edits(StatementSyntax statement, Renaming renaming)
    {
        foreach (var part in statement.Parts().SelectMany(part => part.All))
        {
            if (part is SyntaxPart.TaskName(var task) && task.Text == renaming.From.Text)
                yield return (task.Span, renaming.To.Text);
            // A dep that has no name of its own keeps the one that its body knows it by.
            else if (part is SyntaxPart.Dep(var dep, var alias) && dep.Text == renaming.From.Text)
                yield return (dep.Span, alias is null ? $"{renaming.To} as {dep.Last}" : renaming.To.Text);
            else if (part is SyntaxPart.OptionName(var option) && OptionName.OfWritten(option.Text) is { } name && name.Task.Text == renaming.From.Text)
                yield return (new(option.Span.Start, name.Task.Text.Length), renaming.To.Text);
        }
    }
}
