using System.Globalization;
using System.Text;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Repl.Rendering;

/// <summary>The one shape of a message: what is wrong, where, the line with its span marked, other places, and a hint.</summary>
internal sealed class DiagnosticRenderer(Paint paint)
{
    private const int WidestLine = 160;
    private const int Before = 60;

    /// <summary>All of them in order, and how many they were where there is more than one.</summary>
    public string RenderAll(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in InOrder(diagnostics))
            text.Append(Render(diagnostic));
        if (diagnostics.Count > 1)
            text.Append(Count(diagnostics)).Append(".\n");
        return text.ToString();
    }

    public string Render(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var kind = diagnostic.IsError ? paint.Error("error " + diagnostic.Code) : paint.Warning("warning " + diagnostic.Code);
        text.Append(kind).Append(": ").Append(paint.Strong(diagnostic.Message)).Append('\n');
        var margin = MarginOf(diagnostic);
        if (diagnostic.At is { } at)
            Place(text, at, margin, '^');
        foreach (var note in diagnostic.Notes)
        {
            text.Append(' ', margin).Append(paint.Faint("note: ")).Append(note.Message).Append('\n');
            if (note.At is { } place)
                Place(text, place, margin, '-');
        }

        if (diagnostic.Hint is { } hint)
            text.Append(' ', margin).Append(paint.Faint(" = ")).Append(hint).Append('\n');
        return text.Append('\n').ToString();
    }

    // "2 errors, 1 warning"
    private static string Count(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Count(diagnostic => diagnostic.IsError);
        var parts = new List<string>();
        if (errors > 0)
            parts.Add(errors == 1 ? "1 error" : $"{errors} errors");
        if (diagnostics.Count > errors)
            parts.Add(diagnostics.Count - errors == 1 ? "1 warning" : $"{diagnostics.Count - errors} warnings");
        return string.Join(", ", parts);
    }

    /// <summary>By file in the order the files were met, and by place in each; what has no place first.</summary>
    public static IEnumerable<Diagnostic> InOrder(IEnumerable<Diagnostic> diagnostics)
    {
        var all = diagnostics.ToList();
        var files = all.Select(diagnostic => diagnostic.At?.Source.Path ?? "").Distinct().ToList();
        return all.OrderBy(diagnostic => diagnostic.At is { } at ? files.IndexOf(at.Source.Path) : -1).ThenBy(diagnostic => diagnostic.At?.Span.Start);
    }

    private static int MarginOf(Diagnostic diagnostic)
    {
        var lines = diagnostic.Notes.Select(note => note.At).Append(diagnostic.At).OfType<SourceLocation>().Select(at => LastLine(at));
        return lines.DefaultIfEmpty(1).Max().ToString(CultureInfo.InvariantCulture).Length + 1;
    }

    private static int LastLine(SourceLocation at) => at.Start.Line;

    private void Place(StringBuilder text, SourceLocation at, int margin, char mark)
    {
        var (start, line) = (at.Start, at.Source.SpanOfLine(at.Start.Line));
        text.Append(' ', margin - 1).Append(paint.Faint("-->")).Append(' ').Append(at).Append('\n');
        text.Append(' ', margin).Append(paint.Faint("|")).Append('\n');
        var (shown, marks) = Marked(at, line, mark);
        var number = start.Line.ToString(CultureInfo.InvariantCulture).PadLeft(margin - 1);
        text.Append(paint.Faint(number + " |")).Append(' ').Append(shown).Append('\n');
        text.Append(' ', margin).Append(paint.Faint("|")).Append(' ').Append(paint.Error(marks)).Append('\n');
    }

    // A span of several lines is marked to the end of its first one; a line too long for any screen is shown around its span.
    private static (string Line, string Marks) Marked(SourceLocation at, TextSpan line, char mark)
    {
        var first = line.Start;
        var start = Math.Clamp(at.Span.Start, line.Start, line.End);
        var end = Math.Clamp(at.Span.End, start, line.End);
        var isCut = line.Length > WidestLine && start - first > Before;
        if (isCut)
            first = start - Before;
        var last = Math.Min(line.End, first + WidestLine);
        end = Math.Min(end, last);

        var lead = isCut ? "…" : "";
        var before = CellWidth.Of(at.Source.Slice(TextSpan.FromBounds(first, start)));
        var marked = Math.Max(1, CellWidth.Of(at.Source.Slice(TextSpan.FromBounds(start, end)), before));
        var shown = lead + CellWidth.Expand(at.Source.Slice(TextSpan.FromBounds(first, last))) + (last < line.End ? "…" : "");
        return (shown, new string(' ', before + lead.Length) + new string(mark, marked));
    }
}
