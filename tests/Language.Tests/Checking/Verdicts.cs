using System.Text;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;

namespace Dag.Language.Tests.Checking;

/// <summary>A program with its verdicts: under each guilty line the span is marked with <c>~</c> and the message follows.</summary>
internal static class Verdicts
{
    public const string Main = "/project/main.dag";

    /// <summary>Takes the verdicts out of an annotated program, reads it, and writes what it now deserves. What is right gives the same text.</summary>
    public static string Of(string annotated, params (string Path, string Text)[] files)
    {
        var program = string.Join('\n', annotated.Split('\n').Where(line => !IsVerdict(line)));
        var reader = new MemoryReader([(Main, program), .. files]);
        return Annotate(program, Loader.Load(reader, Main).Diagnostics);
    }

    public static string Annotate(string program, IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        var all = diagnostics.ToList();
        foreach (var nowhere in all.Where(diagnostic => diagnostic.At is null))
            text.Append("~~~ ").Append(Sentence(nowhere)).Append('\n');

        var lines = program.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append(lines[i]).Append('\n');
            foreach (var diagnostic in all.Where(each => each.At is { } at && at.Start.Line == i + 1).OrderBy(each => each.At?.Span.Start))
                text.Append(Marks(diagnostic, lines[i])).Append(' ').Append(Sentence(diagnostic)).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static bool IsVerdict(string line) => line.TrimStart().StartsWith('~');

    private static string Marks(Diagnostic diagnostic, string line)
    {
        var (start, end) = (diagnostic.At?.Start.Column ?? 1, diagnostic.At?.End ?? default);
        var last = end.Line > diagnostic.At?.Start.Line ? line.Length + 1 : end.Column;
        return new string(' ', start - 1) + new string('~', Math.Max(1, last - start));
    }

    private static string Sentence(Diagnostic diagnostic)
        => $"{diagnostic.Code}: {diagnostic.Message}{(diagnostic.Hint is { } hint ? $" ({hint})" : "")}";
}
