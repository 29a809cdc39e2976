using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Scanning;

/// <summary>
/// Depth of C# by its brackets, angles and holes, and length of what stands between two of its separators: the compiler reads each of them on the stack of
/// the one around it, and must not be given what overflows that.
/// </summary>
public static class CSharpNesting
{
    private const int MostElseIfs = 1000;
    private const int MostTokens = 50_000;
    private const int MostMembers = 2_000;

    /// <summary>Null where the compiler can be given this.</summary>
    public static Diagnostic? FindProblem(SourceLocation code)
    {
        var text = code.Text;
        if (Find(text) is not (var at and >= 0, var excess))
            return null;

        var place = new SourceLocation(code.Source, new(code.Span.Start + at, Math.Min(1, text.Length - at)));
        return excess switch
        {
            Excess.Tokens => LexicalErrors.CSharpTooLong(place, MostTokens, "tokens"),
            Excess.Members => LexicalErrors.CSharpTooLong(place, MostMembers, "'.'"),
            _ => LexicalErrors.CSharpTooDeep(place, CSharpWalk.MostDeep),
        };
    }

    public static bool IsTooMuch(string text) => Find(text).At >= 0;

    private static (int At, Excess Excess) Find(string text)
    {
        if (text.Length < CSharpWalk.MostDeep)
            return (-1, Excess.Depth);

        var (depth, angles, elseIfs, length, last) = (0, 0, 0, 0, "");
        var (members, arrows) = (0, 0);
        foreach (var token in CSharpTokens.Of(text))
        {
            var written = text.AsSpan(token.Start, token.Length);
            var mark = token.Kind == CSharpTokenKind.Mark ? written[0] : ' ';
            depth = Math.Max(0, depth + DepthOf(token.Kind, written));
            angles = mark switch { '<' => angles + 1, '>' => Math.Max(0, angles - 1), ';' or '{' or '}' or '&' or '|' => 0, _ => angles };
            length = mark is ';' or ',' or '{' or '}' ? 0 : length + 1;
            members = length == 0 ? 0 : members + (mark == '.' ? 1 : 0);
            arrows = length == 0 ? 0 : arrows + (mark == '=' && written is "=>" or "=" && text.AsSpan(token.Start).StartsWith("=>") ? 1 : 0);
            elseIfs += last == "else" && written is "if" ? 1 : 0;
            last = written.Length == 4 ? written.ToString() : "";
            if (depth > CSharpWalk.MostDeep || angles > CSharpWalk.MostDeep || arrows > CSharpWalk.MostDeep || elseIfs > MostElseIfs)
                return (token.Start, Excess.Depth);
            if (members > MostMembers)
                return (token.Start, Excess.Members);
            if (length > MostTokens)
                return (token.Start, Excess.Tokens);
        }

        return (-1, Excess.Depth);
    }

    // Of which the compiler takes only so much: a chain of members takes it a time that grows with the square of its length.
    private enum Excess
    {
        Depth,
        Members,
        Tokens,
    }

    // A part of an interpolated text ends where a hole begins, and begins where one ends.
    private static int DepthOf(CSharpTokenKind kind, ReadOnlySpan<char> written) => kind switch
    {
        CSharpTokenKind.Text => (written[^1] == '{' ? 1 : 0) - (written[0] is '}' or ':' ? 1 : 0),
        CSharpTokenKind.Mark => written[0] is '(' or '[' or '{' ? 1 : written[0] is ')' or ']' or '}' ? -1 : 0,
        _ => 0,
    };
}
