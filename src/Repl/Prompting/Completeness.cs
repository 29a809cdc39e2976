using Dag.Language.Lexing;

namespace Dag.Repl.Prompting;

/// <summary>Whether a text is whole, or goes on: a bracket, a comment or a text of several lines is open. The same for statements and for C#.</summary>
internal static class Completeness
{
    public static bool IsWhole(string text)
    {
        // Inside braces of our own what is not closed has no other end than theirs.
        var extent = CSharpScanner.FindEnd("{" + text + "\n}", 0, CSharpForm.Block);
        return extent.Fault switch
        {
            CSharpScanFault.UnclosedBracket or CSharpScanFault.UnclosedComment => false,
            CSharpScanFault.UnclosedString => !HasSeveralLines(text.AsSpan(Math.Clamp(extent.FaultAt - 1, 0, text.Length))),
            _ => true,
        };
    }

    // Raw and verbatim texts of C# and of the language; any other ends with its line, closed or not.
    private static bool HasSeveralLines(ReadOnlySpan<char> opening)
    {
        var quote = opening.IndexOf('"');
        return quote >= 0 && (opening[quote..].StartsWith("\"\"\"") || opening[..quote].Contains('@'));
    }
}
