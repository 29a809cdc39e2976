using System.Text;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>The <c>#line</c> that maps the generated line after it back to where its C# stands.</summary>
internal static class LineDirective
{
    // C# counts columns no further.
    private const int LastColumn = 65000;

    // A file of this name is the nth source; that it begins with a number keeps paths out of the store's key.
    public static string FileName(int source) => $"{source}.dag";

    public static int? SourceOf(string? fileName)
        => fileName is not null && fileName.EndsWith(".dag", StringComparison.Ordinal) && int.TryParse(fileName.AsSpan(0, fileName.Length - 4), out var source) ? source : null;

    /// <summary>To be followed by one blank and the C#: the compiler counts columns only from the second.</summary>
    public static string For(SourceText source, TextSpan span, int number)
    {
        var (start, end) = (source.PositionOf(span.Start), source.PositionOf(span.End));
        return $"#line ({start.Line},{Math.Min(start.Column, LastColumn)})-({end.Line},{Math.Min(Math.Max(end.Column, 2), LastColumn + 1)}) 1 \"{FileName(number)}\"";
    }

    /// <summary>Writes C# on lines of its own, mapped to where it stands.</summary>
    public static void Embed(StringBuilder text, CSharpFragment code, int number)
        => text.Append(For(code.Source, code.Span, number)).Append("\n ").Append(code.Source.Slice(code.Span)).Append("\n#line hidden\n");
}
