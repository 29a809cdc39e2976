using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Scanning;

/// <summary>What can be wrong with the characters of a text.</summary>
internal static class LexicalErrors
{
    public static Diagnostic BadCharacters(SourceLocation at, string shown)
        => BadCharacters(at, shown, shown.AsSpan().ContainsAny('\u201C', '\u201D', '\u201E') ? "write a text in straight quotes: \"x\"" : null);

    public static Diagnostic Hash(SourceLocation at, ReadOnlySpan<char> rest) => BadCharacters(
        at,
        "#",
        rest.StartsWith("#r ") ? "open an assembly with reference \"lib/Stats.dll\"; of a NuGet package, put its .dll beside the file"
            : rest.StartsWith("#load ") ? "read another file of tasks with import \"lib/etl.dag\""
            : "begin a comment with //");

    private static Diagnostic BadCharacters(SourceLocation at, string shown, string? hint)
        => new("DAG1001", at, $"unexpected {(shown.Length == 1 ? "character" : "characters")} '{shown}'") { Hint = hint };

    public static Diagnostic SingleQuotes(SourceLocation at, string content)
        => new("DAG1010", at, $"expected a text in double quotes, found '{content}'") { Hint = $"write \"{content.Replace("\"", "\\\"")}\"" };

    public static Diagnostic UnclosedText(SourceLocation at, string quotes)
        => new("DAG1002", at, $"unterminated text: missing {quotes}")
        {
            Hint = quotes.Length == 1 ? "write a text of several lines between \"\"\" and \"\"\"" : null,
        };

    public static Diagnostic UnclosedComment(SourceLocation at)
        => new("DAG1003", at, "unterminated comment: missing */");

    public static Diagnostic UnknownUnit(SourceLocation at, string unit, string? hint)
        => new("DAG1004", at, $"unknown unit '{unit}'")
        {
            Hint = hint ?? "durations use ms, s, m, h or d; sizes use B, KB, MB, GB or TB",
        };

    public static Diagnostic BadNumber(SourceLocation at, string text)
        => new("DAG1005", at, $"invalid number '{text}'");

    public static Diagnostic UnclosedCSharp(SourceLocation at, CSharpScanFault fault)
        => new("DAG1006", at, fault switch
        {
            CSharpScanFault.UnclosedString => "unterminated C# string",
            CSharpScanFault.UnclosedChar => "unterminated C# character literal",
            CSharpScanFault.UnclosedComment => "unterminated C# comment",
            CSharpScanFault.MismatchedBracket => "closing bracket without an opening one in C#",
            _ => "unclosed bracket in C#",
        });

    public static Diagnostic CSharpTooDeep(SourceLocation at, int most)
        => new("DAG1008", at, $"C# brackets are nested more than {most} levels deep");

    public static Diagnostic CSharpTooLong(SourceLocation at, int most, string what)
        => new("DAG1009", at, $"C# has more than {most} {what} without a ',', ';' or brace between them") { Hint = "split it into several statements" };

    public static Diagnostic HyphenatedName(SourceLocation at, string meant) => BadName(at, at.Text) with { Hint = $"write {meant}" };

    public static Diagnostic BadName(SourceLocation at, string word)
        => new("DAG1007", at, $"invalid name '{word}': expected the letters a to z and A to Z, digits and _");
}
