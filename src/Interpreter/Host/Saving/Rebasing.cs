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

    private static IEnumerable<(TextSpan Place, string Written)> Edits(StatementSyntax statement, string from, string to)
        => statement.Parts().SelectMany(part => part.All).SelectMany(part => part switch
        {
            SyntaxPart.FilePath(var path) => [Edit(path, from, to)],
            SyntaxPart.Value(var value) => Edits(value, from, to),
            _ => [],
        });

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
