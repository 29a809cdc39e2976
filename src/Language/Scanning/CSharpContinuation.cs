using System.Buffers;

namespace Dag.Language.Scanning;

/// <summary>Whether a C# expression that could end with its line goes on below: the line ends in an operator, or the next one begins with what only goes on.</summary>
internal static class CSharpContinuation
{
    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.,<>[]? ");
    private static readonly string[] Infix = ["is", "as", "and", "or", "switch", "with"];
    private static readonly string[] Prefix = ["not", "new", "await", "throw"];
    private static readonly string[] OfQueries =
    [
        "from", "where", "select", "orderby", "group", "join", "let", "into", "in", "on", "equals", "by", "ascending", "descending",
    ];

    /// <param name="start">Where the expression starts.</param>
    /// <param name="codeEnd">Where its last token ends.</param>
    /// <param name="at">The newline or line comment that would end it.</param>
    /// <param name="next">The first character below that is neither blank nor comment.</param>
    public static bool GoesOn(ReadOnlySpan<char> text, int start, int codeEnd, int at, out int next)
    {
        next = FirstCode(text, at);
        if (next == text.Length || codeEnd <= start)
            return false;

        var isQuery = IsWord(text[start..], "from");
        var code = text[start..codeEnd];
        return BeginsWithOperator(text[next..], isQuery)
            || (text[next] is '{' && EndsInCreation(code))
            || (EndsInOperator(code, isQuery) && !BeginsStatement(text, next));
    }

    private static int FirstCode(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length)
        {
            if (CSharpCharacters.IsBlank(text[at]) || CSharpCharacters.IsNewline(text[at]))
                at++;
            else if (text[at..].StartsWith("//"))
                at = CSharpCharacters.EndOfLine(text, at);
            else if (text[at..].StartsWith("/*") && text[(at + 2)..].IndexOf("*/") is >= 0 and var length)
                at += length + 4;
            else
                return at;
        }

        return at;
    }

    // Not what may begin an expression of its own: a bracket, a text, '..', '!' alone.
    private static bool BeginsWithOperator(ReadOnlySpan<char> rest, bool isQuery)
    {
        var second = rest.Length > 1 ? rest[1] : ' ';
        return rest[0] switch
        {
            '.' => second is '_' or '@' || char.IsLetter(second),
            '!' => second is '=',
            '/' => second is not ('/' or '*'),
            '?' or ':' or '+' or '-' or '*' or '%' or '&' or '|' or '^' or '<' or '>' or '=' => true,
            _ => IsAnyWord(rest, Infix) || (isQuery && IsAnyWord(rest, OfQueries)),
        };
    }

    // 'new Point', 'new List<int>' or 'new Point(1, 2)', whose braces stand below.
    private static bool EndsInCreation(ReadOnlySpan<char> code)
    {
        if (code[^1] is ')')
            code = code[..OpeningOf(code)].TrimEnd();

        var type = code[(code.LastIndexOfAnyExcept(TypeCharacters) + 1)..];
        var word = type.LastIndexOf("new");
        if (word < 0 || (word > 0 && CSharpCharacters.IsWordPart(type[word - 1])) || !IsWord(type[word..], "new"))
            return false;

        var name = type[(word + 3)..].Trim();
        return name.IndexOf(' ') is var blank && (blank < 0 || name[blank - 1] is ',');
    }

    private static int OpeningOf(ReadOnlySpan<char> code)
    {
        var depth = 0;
        for (var at = code.Length - 1; at >= 0; at--)
        {
            depth += code[at] is ')' ? 1 : code[at] is '(' ? -1 : 0;
            if (depth == 0)
                return at;
        }

        return 0;
    }

    private static bool EndsInOperator(ReadOnlySpan<char> code, bool isQuery)
    {
        var last = code[^1];
        var before = code.Length > 1 ? code[^2] : ' ';
        switch (last)
        {
            case '+' or '-':
                return before != last;
            case '>' when before is '=':
                return true;
            // 'x as List<int>' and 'x as int?' end here.
            case '>' or '?':
                return before is '>' or '?' ? EndsApart(code, last) : CSharpCharacters.IsBlank(before) || CSharpCharacters.IsNewline(before);
            case '.' or ',' or '=' or '<' or '*' or '/' or '%' or '&' or '|' or '^' or '~' or ':':
                return true;
            default:
                return EndsInWord(code, Infix) || EndsInWord(code, Prefix) || (isQuery && EndsInWord(code, OfQueries));
        }
    }

    // '>>' and '??' behind a blank are operators; 'List<List<int>>' and 'int??' are not.
    private static bool EndsApart(ReadOnlySpan<char> code, char sign)
        => code.TrimEnd(sign) is var rest && (rest.IsEmpty || CSharpCharacters.IsBlank(rest[^1]) || CSharpCharacters.IsNewline(rest[^1]));

    private static bool BeginsStatement(ReadOnlySpan<char> text, int at)
        => at > 0 && text[at - 1] is '\n' or '\r' && CSharpRecovery.BeginsDeclaration(text[at..]);

    private static bool IsAnyWord(ReadOnlySpan<char> rest, string[] words)
    {
        foreach (var word in words)
        {
            if (IsWord(rest, word))
                return true;
        }

        return false;
    }

    private static bool EndsInWord(ReadOnlySpan<char> code, string[] words)
    {
        foreach (var word in words)
        {
            if (code.EndsWith(word) && (code.Length == word.Length || (code[^(word.Length + 1)] is not ('.' or '@') && !CSharpCharacters.IsWordPart(code[^(word.Length + 1)]))))
                return true;
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> rest, string word)
        => rest.StartsWith(word) && (rest.Length == word.Length || !CSharpCharacters.IsWordPart(rest[word.Length]));
}
