using System.Text;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Saving;

/// <summary>Moves source from one folder to another: the relative paths in it go on naming the same files.</summary>
internal static class Rebasing
{
    public static string Text(SyntaxTree tree, TextSpan span, string from, string to)
    {
        var text = new StringBuilder();
        var at = span.Start;
        if (Path.GetFullPath(from) != Path.GetFullPath(to))
        {
            foreach (var (place, written) in tree.Statements.SelectMany(statement => Edits(statement, from, to)).Where(edit => edit.Place.Start >= span.Start && edit.Place.End <= span.End))
            {
                text.Append(tree.Source.Slice(TextSpan.FromBounds(at, place.Start))).Append(written);
                at = place.End;
            }
        }

        return text.Append(tree.Source.Slice(TextSpan.FromBounds(at, span.End))).ToString();
    }

    private static IEnumerable<(TextSpan Place, string Written)> Edits(StatementSyntax statement, string from, string to) => statement switch
    {
        StatementSyntax.ImportFile import => [Edit(import.Path, from, to)],
        StatementSyntax.Reference reference => [Edit(reference.Path, from, to)],
        StatementSyntax.Set set => Edits(set.Value, from, to),
        StatementSyntax.Run run => run.With.SelectMany(set => Edits(set.Value, from, to)),
        StatementSyntax.Task task => Edits(task, from, to),
        StatementSyntax.Change { What: ChangeSyntax.PinValue pin } => Edits(pin.Value, from, to),
        StatementSyntax.Change { What: ChangeSyntax.Override change } => Edits(change.Task, from, to),
        StatementSyntax.Test test => test.Steps.SelectMany(step => Edits(step, from, to)),
        StatementSyntax.ExpectError error => Edits(error.From, from, to),
        _ => [],
    };

    private static IEnumerable<(TextSpan Place, string Written)> Edits(StatementSyntax.Task task, string from, string to)
        => task.Clauses.OfType<ClauseSyntax.Option>().Select(option => option.Default).OfType<ValueSyntax>().SelectMany(value => Edits(value, from, to));

    private static (TextSpan Place, string Written) Edit(TextSyntax path, string from, string to)
        => (path.Span, ValuePrinter.Print(new DagValue.Text(Moved(path.Content, from, to))));

    private static IEnumerable<(TextSpan Place, string Written)> Edits(ValueSyntax value, string from, string to)
    {
        var moved = value.Value.WithPaths(path => Moved(path, from, to));
        return moved == value.Value ? [] : [(value.Span, ValuePrinter.Print(moved))];
    }

    private static string Moved(string path, string from, string to)
        => Path.IsPathRooted(path) || path.Contains('\0') ? path : Path.GetRelativePath(to, Path.GetFullPath(path, Path.GetFullPath(from)));
}
