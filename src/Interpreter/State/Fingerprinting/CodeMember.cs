using System.Text;
using Dag.Language.Scanning;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>A member of a <c>code</c> block: what it is called, the words in it, and its tokens as they count.</summary>
/// <param name="Name">None where it cannot be told, or where C# may call it without its name: then it always counts.</param>
/// <param name="IsInitialised">Whether it gets its first value when the program starts: C# runs these in the order they are written in.</param>
internal sealed record CodeMember(string? Name, IReadOnlySet<string> Words, IReadOnlyList<string> Tokens, SourceLocation At, bool IsInitialised)
{
    private static readonly HashSet<string> Keywords =
    [
        "abstract", "as", "async", "await", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "file", "finally", "fixed", "float", "for", "foreach", "goto", "if",
        "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out", "override", "params",
        "partial", "private", "protected", "public", "readonly", "record", "ref", "required", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using", "var",
        "virtual", "void", "volatile", "while",
    ];

    private static readonly HashSet<string> TypeWords = ["class", "struct", "record", "interface", "enum"];

    // What C# calls by a pattern, where a method of ours extends a type with it.
    private static readonly string[] CalledUnseen =
    [
        "GetEnumerator", "GetAsyncEnumerator", "GetAwaiter", "Deconstruct", "Add", "Dispose", "GetPinnableReference", "Slice", "ModuleInitializer", "extension",
        "Select", "SelectMany", "Where", "GroupBy", "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Join", "GroupJoin", "Cast",
    ];

    /// <summary>As it is called where it is told apart by its name: <c>Norm()</c> for a method.</summary>
    public string Title => ParametersAt() is null ? Name ?? Head : $"{Name}()";

    /// <summary>As it is told apart from others of its name: <c>Norm(double x)</c>.</summary>
    public string Head
    {
        get
        {
            var (first, end) = ParametersAt() is var (name, last) ? (name, last + 1) : (0, Tokens.TakeWhile(token => token is not ("{" or "=>" or "=" or ";")).Count());
            var text = new StringBuilder();
            for (var at = first; at < end; at++)
                text.Append(at > first && IsSpaced(Tokens[at - 1], Tokens[at]) ? " " : "").Append(Tokens[at]);
            return text.ToString();
        }
    }

    /// <summary>The members of a block, each from its first token to its last.</summary>
    public static IEnumerable<CodeMember> In(CSharpFragment code)
    {
        var (text, start) = (code.Text, code.Span.Start);
        var tokens = CSharpTokens.Of(text);
        for (var first = 0; first < tokens.Count;)
        {
            var end = EndOf(tokens, text, first);
            yield return Of(tokens[first..end], text, new(code.Source, TextSpan.FromBounds(start + tokens[first].Start, start + tokens[end - 1].End)));
            first = end;
        }
    }

    /// <summary>The names in a piece of C#: all its words but keywords and numbers.</summary>
    public static HashSet<string> WordsIn(IEnumerable<CSharpToken> tokens, string text)
        => tokens.Where(token => token.Kind == CSharpTokenKind.Word && !char.IsAsciiDigit(text[token.Start]))
            .Select(token => token.In(text).TrimStart('@').ToString()).Where(word => !Keywords.Contains(word)).ToHashSet(StringComparer.Ordinal);

    // At a ';', or at the '}' that closes its last bracket: behind '=' or '=>' braces belong to an expression.
    private static int EndOf(List<CSharpToken> tokens, string text, int first)
    {
        var (depth, isExpression) = (0, false);
        for (var at = first; at < tokens.Count; at++)
        {
            var mark = tokens[at].Kind == CSharpTokenKind.Mark ? tokens[at].In(text) : "";
            if (mark is "(" or "[" or "{")
                depth++;
            else if (mark is ")" or "]" or "}")
                depth--;
            if (depth > 0)
                continue;

            isExpression |= mark is "=" or "=>";
            if (mark is ";" || (mark is "}" && !isExpression && !IsGoneOnWith(tokens, text, at + 1)))
                return at + 1;
        }

        return tokens.Count;
    }

    private static bool IsGoneOnWith(List<CSharpToken> tokens, string text, int next) => next < tokens.Count && tokens[next].In(text) is "=" or ";";

    private static CodeMember Of(List<CSharpToken> tokens, string text, SourceLocation at)
    {
        var (words, name) = (WordsIn(tokens, text), NameOf(tokens, text));
        var isCalledUnseen = words.Contains("ModuleInitializer") || (name is not null && CalledUnseen.Contains(name));
        return new(isCalledUnseen ? null : name, words, tokens.ConvertAll(token => token.Spelling(text)), at, IsInitialisedBy(tokens, text));
    }

    // By an '=' outside all brackets, as no method has one.
    private static bool IsInitialisedBy(List<CSharpToken> tokens, string text)
    {
        var depth = 0;
        foreach (var token in tokens)
        {
            var written = token.In(text);
            if (written is "const" or "=>" && depth == 0)
                return false;
            if (token.Kind != CSharpTokenKind.Mark)
                continue;

            depth += written is "(" or "[" or "{" ? 1 : written is ")" or "]" or "}" ? -1 : 0;
            if (depth == 0 && written is "=")
                return true;
        }

        return false;
    }

    // The first word at no depth that is followed by what follows a name; of a type the word behind its keyword. None for int a, b.
    private static string? NameOf(List<CSharpToken> tokens, string text)
    {
        var depth = 0;
        for (var at = 0; at + 1 < tokens.Count; at++)
        {
            var written = tokens[at].In(text);
            if (tokens[at].Kind == CSharpTokenKind.Mark)
                depth += written is "(" or "[" or "{" or "<" ? 1 : written is ")" or "]" or "}" or ">" ? -1 : 0;
            if (depth > 0 || tokens[at].Kind != CSharpTokenKind.Word)
                continue;

            var next = tokens[at + 1].In(text);
            var word = written.ToString();
            if (TypeWords.Contains(word))
                return TypeName(tokens, text, at + 1);
            if (Keywords.Contains(word))
                continue;
            if (next is "," || word[0] == '@')
                return null;
            if (next is "{" or "=>" || (next is "=" or ";" && IsOnlyDeclarator(tokens, text, at + 1)) || OpensParameters(tokens, text, at + 1))
                return word;
            if (next is "=" or ";")
                return null;
        }

        return null;
    }

    private static bool IsSpaced(string left, string right) => left is "," || (char.IsLetterOrDigit(right[0]) && (char.IsLetterOrDigit(left[^1]) || left is ">" or "]" or "?"));

    // The name of a method, and the ')' behind its parameters.
    private (int Name, int End)? ParametersAt()
    {
        var at = 0;
        while (at < Tokens.Count && Tokens[at] != Name && !TypeWords.Contains(Tokens[at]))
            at++;
        if (at + 1 >= Tokens.Count || Tokens[at] != Name || Tokens[at + 1] is not ("(" or "<"))
            return null;

        var depth = 0;
        for (var end = at + 1; end < Tokens.Count; end++)
        {
            depth += Tokens[end] is "(" ? 1 : Tokens[end] is ")" ? -1 : 0;
            if (depth == 0 && Tokens[end] is ")")
                return (at, end);
        }

        return null;
    }

    private static string? TypeName(List<CSharpToken> tokens, string text, int at)
    {
        while (at < tokens.Count && Keywords.Contains(tokens[at].In(text).ToString()))
            at++;
        return at < tokens.Count && tokens[at].Kind == CSharpTokenKind.Word ? tokens[at].In(text).ToString() : null;
    }

    // int a = 1, b = 2; declares two names at once.
    private static bool IsOnlyDeclarator(List<CSharpToken> tokens, string text, int from)
    {
        var depth = 0;
        for (var at = from; at < tokens.Count; at++)
        {
            var written = tokens[at].Kind == CSharpTokenKind.Mark ? tokens[at].In(text) : "";
            depth += written is "(" or "[" or "{" ? 1 : written is ")" or "]" or "}" ? -1 : 0;
            if (depth == 0 && written is ",")
                return false;
        }

        return true;
    }

    // '(' by itself, or behind type parameters: Norm(…), Norm<T>(…). A return type List<T> is followed by a word.
    private static bool OpensParameters(List<CSharpToken> tokens, string text, int at)
    {
        var angles = 0;
        for (; at < tokens.Count; at++)
        {
            var written = tokens[at].In(text);
            if (written is "<")
                angles++;
            else if (written is ">")
                angles--;
            else if (angles == 0)
                return written is "(";
            else if (written is "(" or ";" or "{")
                return false;
        }

        return false;
    }
}
