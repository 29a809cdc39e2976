using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>A block of C# and what stands between its braces.</summary>
internal static class CSharpBlock
{
    /// <summary>Without the braces; one that was never closed goes to its end.</summary>
    public static TextSpan Inside(SourceText source, TextSpan block)
    {
        var isClosed = block.Length > 1 && source.Text[block.End - 1] == '}';
        return TextSpan.FromBounds(block.Start + 1, isClosed ? block.End - 1 : block.End);
    }
}
