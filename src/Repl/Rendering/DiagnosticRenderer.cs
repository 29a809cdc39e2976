using System.Globalization;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>The one shape of a message: what is wrong, where, the line with its span marked, other places, and a hint; without the secrets that are known.</summary>
internal sealed class DiagnosticRenderer(Paint paint, SecretTexts? secrets = null)
{
    // Nobody reads on, and what is wrong further down is often wrong because of what is above.
    private const int Most = 200;
    private readonly SecretTexts secrets = secrets ?? new();
    private (SourceText? Source, int Secrets, SourceLine? Line) last;

    /// <summary>All of them in order, and how many they were where there is more than one.</summary>
    public string RenderAll(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var diagnostic in InOrder(diagnostics).Take(Most))
            text.Append(Render(diagnostic));
        if (diagnostics.Count > 1)
            text.Append(Count(diagnostics)).Append(diagnostics.Count > Most ? $"; the first {Most} are shown" : "").Append('\n');
        return text.ToString();
    }

    public string Render(Diagnostic rendered)
    {
        var diagnostic = secrets.Mask(rendered);
        var text = new StringBuilder();
        var kind = diagnostic.IsError ? paint.Error("error " + diagnostic.Code) : paint.Warning("warning " + diagnostic.Code);
        text.Append(kind).Append(": ").Append(paint.Strong(Said(diagnostic.Message))).Append('\n');
        var margin = MarginOf(diagnostic);
        if (diagnostic.At is { } at)
            Place(text, at, margin, '^');
        foreach (var note in diagnostic.Notes)
        {
            text.Append(' ', margin).Append(paint.Faint("note: ")).Append(Said(note.Message)).Append('\n');
            if (note.At is { } place)
                Place(text, place, margin, '-');
        }

        if (diagnostic.Hint is { } hint)
            text.Append(' ', margin).Append(paint.Faint("help: ")).Append(Said(hint)).Append('\n');
        if (diagnostic.Usage is { } usage)
            text.Append(' ', margin).Append(paint.Faint("usage: ")).Append(usage).Append('\n');
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
        var files = new Dictionary<string, int>();
        foreach (var diagnostic in all)
        {
            if (diagnostic.At is { } at)
                files.TryAdd(at.Source.Path, files.Count);
        }

        return all.OrderBy(diagnostic => diagnostic.At is { } at ? files[at.Source.Path] : -1).ThenBy(diagnostic => diagnostic.At?.Span.Start);
    }

    private static int MarginOf(Diagnostic diagnostic)
    {
        var lines = diagnostic.Notes.Select(note => note.At).Append(diagnostic.At).OfType<SourceLocation>().Select(at => LastLine(at));
        return lines.DefaultIfEmpty(1).Max().ToString(CultureInfo.InvariantCulture).Length + 1;
    }

    private void Place(StringBuilder text, SourceLocation at, int margin, char mark)
    {
        text.Append(' ', margin - 1).Append(paint.Faint("-->")).Append(' ').Append(VisibleText.OfOneLine(at.ToString())).Append('\n');
        text.Append(' ', margin).Append(paint.Faint("|")).Append('\n');
        var (first, last) = (at.Start.Line, LastLine(at));
        Line(text, at, first, margin, mark);
        if (last > first + 1)
            text.Append(' ', margin).Append(paint.Faint("⋮")).Append('\n');
        if (last > first)
            Line(text, at, last, margin, mark);
    }

    private void Line(StringBuilder text, SourceLocation at, int number, int margin, char mark)
    {
        var (shown, marks) = LinesOf(at.Source).Mark(at, number, mark);
        var label = number.ToString(CultureInfo.InvariantCulture).PadLeft(margin - 1);
        text.Append(paint.Faint(label + " |")).Append(shown.Length == 0 ? "" : " ").Append(shown).Append('\n');
        text.Append(' ', margin).Append(paint.Faint("|")).Append(' ').Append(paint.Error(marks)).Append('\n');
    }

    // Most messages are about one source.
    private SourceLine LinesOf(SourceText source)
    {
        var count = secrets.Count;
        if (last is not { Line: { } line } || last.Source != source || last.Secrets != count)
            last = (source, count, line = new(source, [.. SecretLiterals.In(source).Concat(secrets.SpansIn(source.Text)).OrderBy(span => span.Start)]));
        return line;
    }

    // A span that ends with a line's end is not on the next one.
    private static int LastLine(SourceLocation at)
        => at.Span.Length > 0 && at.End.Column == 1 ? at.Source.PositionOf(at.Span.End - 1).Line : at.End.Line;

    // What a value or an exception brings along may have several lines, or speak to the terminal.
    private static string Said(string message) => CellWidth.Expand(PathBytes.Shown(message)).Replace("\n", "\n  ", StringComparison.Ordinal);
}
