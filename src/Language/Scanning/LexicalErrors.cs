using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Scanning;

/// <summary>What can be wrong with the characters of a text.</summary>
internal static class LexicalErrors
{
    public static Diagnostic BadCharacters(SourceLocation at, string shown)
        => new("DAG1001", at, $"'{shown}' has no meaning here.");

    public static Diagnostic UnclosedText(SourceLocation at, string quotes)
        => new("DAG1002", at, $"this text is never closed: {quotes} is missing.")
        {
            Hint = quotes.Length == 1 ? "a text of several lines stands between \"\"\" and \"\"\"" : null,
        };

    public static Diagnostic UnclosedComment(SourceLocation at)
        => new("DAG1003", at, "this comment is never closed: */ is missing.");

    public static Diagnostic UnknownUnit(SourceLocation at, string unit, string? hint)
        => new("DAG1004", at, $"'{unit}' is not a unit.")
        {
            Hint = hint ?? "durations end in ms, s, m, h or d, sizes in B, KB, MB, GB or TB",
        };

    public static Diagnostic BadNumber(SourceLocation at, string text)
        => new("DAG1005", at, $"'{text}' is not a number.");

    public static Diagnostic UnclosedCSharp(SourceLocation at, CSharpScanFault fault)
        => new("DAG1006", at, fault switch
        {
            CSharpScanFault.UnclosedString => "this C# text is never closed.",
            CSharpScanFault.UnclosedChar => "this C# character is never closed.",
            CSharpScanFault.UnclosedComment => "this C# comment is never closed.",
            CSharpScanFault.MismatchedBracket => "this bracket closes none that is open in this C#.",
            _ => "this bracket is never closed in this C#.",
        });

    public static Diagnostic CSharpTooDeep(SourceLocation at, int most)
        => new("DAG1008", at, $"brackets stand in one another in this C# more than {most} deep.");

    public static Diagnostic CSharpTooLong(SourceLocation at, int most, string what)
        => new("DAG1009", at, $"this C# has more than {most} {what} without a ',', ';' or brace between them.") { Hint = "split it into several statements" };

    public static Diagnostic BadName(SourceLocation at, string word)
        => new("DAG1007", at, $"'{word}' is no name: names are made of the letters a to z and A to Z, digits and _.");
}
