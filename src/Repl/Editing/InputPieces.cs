using Dag.Interpreter.Code.Evaluating;
using Dag.Language.Parsing;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>
/// Boundaries between the inputs of a text that came in one go, piped or pasted. It is read as a file would be: an input ends with the line on which it
/// is whole, unless the lines below go on with it. Knows which names there are, for they tell a query from C#.
/// </summary>
internal sealed class InputPieces(Func<string, bool> isName)
{
    // What was tried and did not fit is tried with some more lines, which may make it right: '? a' without ': b'.
    private const int MostTries = 8;
    private const int MostExtensions = 100;
    private const int LongestRun = 256 * 1024;

    private static readonly HashSet<string> Words =
    [
        "else", "catch", "finally", "while", "where", "is", "as", "switch", "with", "and", "or", "when",
        "select", "orderby", "group", "join", "let", "into", "from", "ascending", "descending", "on", "equals", "by",
    ];

    /// <summary>Every input of a text with the number of the line that it begins on. Comments belong to what follows them.</summary>
    public IEnumerable<(string Text, int Line)> Of(string text)
    {
        var lines = WithPlainEnds(text);
        for (int at = 0, line = 1; at < lines.Length;)
        {
            var end = EndOf(lines, at);
            yield return (lines[at..end], line);
            line += lines.AsSpan(at, Math.Min(end + 1, lines.Length) - at).Count('\n');
            at = end + 1;
        }
    }

    /// <summary>Whether the lines below a text that could end go on with it.</summary>
    public bool GoesOn(string text, string below) => WithPlainEnds(text) is var plain && EndOf($"{plain}\n{WithPlainEnds(below)}", 0) > plain.Length;

    /// <summary>Whether a statement lacks what would stand on the lines below: the braces of a header, or the rest of C# that ends in an operator.</summary>
    public static bool LacksMore(string text)
        => (GoesOnWithStatement(text, "\n{") && !GoesOnWithCSharp(text, "\n{")) || GoesOnWithCSharp(text, "\n_");

    private static bool GoesOnWithCSharp(string text, string below)
        => Parser.Parse(new SourceText("<prompt>", text + below)).Tokens.Any(token => token.Kind == TokenKind.CSharp && token.Start < text.Length && token.End > text.Length);

    private static string WithPlainEnds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private int EndOf(string lines, int start)
    {
        var end = EndOfFirst(lines, start, out var isOpen);
        for (var i = 0; i < MostExtensions && !isOpen && end < lines.Length; i++)
        {
            if (EndOfFurther(lines, start, end) is not { } further)
                break;
            end = further;
        }

        return end;
    }

    // The end of the next input line by line; blank lines, comments and directives alone are none.
    private static int EndOfFirst(string lines, int start, out bool isOpen)
    {
        var at = start;
        while (true)
        {
            var end = CSharpScanner.FindEndOfInput(lines, at, out isOpen);
            if (isOpen || end >= lines.Length || !SaysNothing(lines[at..end]))
                return isOpen ? lines.Length : end;
            at = end + 1;
        }
    }

    private int? EndOfFurther(string lines, int start, int end)
    {
        var next = EndOfFirst(lines, end + 1, out _);
        var text = lines[start..end];
        if (SaysNothing(lines[(end + 1)..next]))
            return null;
        var kind = InputKind.Of(text, isName);
        if (kind is InputKind.Shell or InputKind.History or InputKind.Clear or InputKind.Edit or InputKind.More or InputKind.Copy)
            return null;
        if (kind is InputKind.Statement or InputKind.Name && IsStatement(lines[end..next], text))
            return GoesOnWithStatement(text, lines[end..next]) ? next : null;

        if (IsEnded(text) && !lines.AsSpan(FirstOf(lines, end + 1)).StartsWith("else"))
            return null;

        var isWhole = ScriptLayout.IsWhole(text);
        return isWhole && !MayGoOn(lines, end + 1) ? null : EndOfCSharp(lines, text, end, next);
    }

    // Behind a ';' only the other branch of an 'if' goes on.
    private static bool IsEnded(string text) => text.AsSpan().TrimEnd().EndsWith(";");

    // A name alone is a query, and C# with what follows it: 'pca' and '.Variances' below.
    private bool IsStatement(string below, string text)
        => !MayGoOn(below, 1) || below.TrimStart() is ['{', ..] || InputKind.Of(text + below, isName) is not InputKind.CSharp;

    private static bool GoesOnWithStatement(string text, string below)
    {
        var tree = Parser.Parse(new SourceText("<prompt>", text + below));
        foreach (var statement in tree.Statements)
        {
            if (statement.Span.Start < text.Length && statement.Span.End > text.Length)
                return true;
        }

        return false;
    }

    // All lines that may go on are tried at once, for most often they do; else line by line.
    private static int? EndOfCSharp(string lines, string text, int end, int next)
    {
        var (first, all) = (next, EndOfRun(lines, next));
        if (ScriptLayout.AreOne(text, lines[(end + 1)..all]))
            return all;

        for (var i = 0; i < MostTries; i++)
        {
            if (ScriptLayout.AreOne(text, lines[(end + 1)..next]))
                return next;
            if (next >= lines.Length)
                break;
            next = EndOfFirst(lines, next + 1, out _);
        }

        // What is wrong in the lines below does not tell whose they are: of a block its braces do, and what lacks something takes all that may go on.
        if (lines[FirstOf(lines, end + 1)] == '{' && ScriptLayout.AreOne(text, "{ }"))
            return first;
        return MayGoOn(lines, end + 1) && !ScriptLayout.IsWhole(text) ? all : null;
    }

    private static int EndOfRun(string lines, int end)
    {
        for (var start = end; end < lines.Length && end - start < LongestRun && MayGoOn(lines, end + 1);)
            end = EndOfFirst(lines, end + 1, out _);
        return end;
    }

    private static bool SaysNothing(string line)
        => FirstOf(line, 0) == line.Length;

    private static bool MayGoOn(string lines, int at)
    {
        var first = FirstOf(lines, at);
        var rest = lines.AsSpan(first);
        if (rest.IsEmpty)
            return false;
        if (char.IsAsciiLetter(rest[0]))
        {
            var length = rest.IndexOfAnyExceptInRange('a', 'z');
            return Words.Contains(rest[..(length < 0 ? rest.Length : length)].ToString());
        }

        return rest[0] == '.' ? rest.Length > 1 && (char.IsLetter(rest[1]) || rest[1] is '_' or '@') : "{?:=+-*/%&|^<>!,;".Contains(rest[0]);
    }

    // Past blanks, comments, and lines that are directives, but for conditionals.
    private static int FirstOf(string lines, int at)
    {
        while (at < lines.Length)
        {
            if (char.IsWhiteSpace(lines[at]) || lines[at] == '\uFEFF')
                at++;
            else if (lines.AsSpan(at).StartsWith("//"))
                at = lines.IndexOf('\n', at) is >= 0 and var end ? end : lines.Length;
            else if (lines.AsSpan(at).StartsWith("/*"))
                at = lines.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var close ? close + 2 : lines.Length;
            else if (lines[at] == '#' && !lines.AsSpan(at + 1).TrimStart(" \t").StartsWith("if"))
                at = lines.IndexOf('\n', at) is >= 0 and var lineEnd ? lineEnd : lines.Length;
            else
                return at;
        }

        return at;
    }
}
