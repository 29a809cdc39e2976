using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>What a text typed at the prompt is. Decided by its first words alone, and by which names there are.</summary>
internal abstract record InputKind
{
    private InputKind()
    {
    }

    /// <summary>Blanks and comments.</summary>
    public sealed record Nothing : InputKind;

    /// <summary>The wish to leave.</summary>
    public sealed record Leave : InputKind;

    /// <summary>Statements of the language: what was typed, or what it is short for.</summary>
    public sealed record Statement(string Text) : InputKind;

    /// <summary>C# over what has been made.</summary>
    public sealed record CSharp(string Text) : InputKind;

    /// <param name="isName">Whether there is a task, an option or a type of that name.</param>
    public static InputKind Of(string text, Func<string, bool> isName)
    {
        var tree = Parser.Parse(new SourceText("<prompt>", text));
        if (tree.Tokens.FirstOrDefault(token => !token.IsTrivia && token.Kind != TokenKind.EndOfFile) is not { Length: > 0 } first)
            return new Nothing();

        // The trimmed rest is empty where the token is a blank that only Unicode knows, such as a line separator.
        var written = text[first.Start..].Trim();
        if (written.Length == 0)
            return new Nothing();
        if (written.TrimEnd(';') is "exit" or "quit")
            return new Leave();
        if (written[0] == '?' || (written[^1] == '?' && IsDotted(written[..^1])))
            return About(written.Trim('?').Trim());

        if (written.StartsWith("help ", StringComparison.Ordinal) && written[5..].Trim() is var about && !Parser.StatementWords.Contains(about) && isName(about))
            return new Statement($"show {about}");

        var word = first.Kind == TokenKind.Identifier ? text.Substring(first.Start, first.Length) : "";
        if (Parser.StatementWords.Contains(word))
            return LooksLikeCSharp(word, text.AsSpan(first.End)) ? new CSharp(text) : new Statement(text);

        // 'shwo ..a' could be a query as well, of a task that is called so.
        if (text.AsSpan(first.End).TrimStart().StartsWith("..") && first.End < text.Length && text[first.End] == ' ' && !isName(word) && Parser.FindMistyped(new SourceText("<prompt>", text)) is not null)
            return new Statement(text);

        return IsQuery(written, isName) ? new Statement("show " + written.TrimEnd(';')) : new CSharp(text);
    }

    private static Statement About(string name)
        => new(name.Length == 0 || Parser.StatementWords.Contains(name) ? $"help {name}".Trim() : $"show {name}");

    private static bool IsDotted(string text) => text.Length > 0 && text.All(c => NameCharacters.IsPart(c) || c == '.');

    // A word that begins a statement is a name of C# where something is done with it: plan.Count, run = 3, show[0].
    private static bool LooksLikeCSharp(string word, ReadOnlySpan<char> rest)
    {
        if (rest.Length > 0 && rest[0] is '(' or '[')
            return true;

        var next = rest.TrimStart();
        if (next.IsEmpty || next.StartsWith("..") || next.StartsWith("//") || next.StartsWith("/*"))
            return false;
        if (word == "using" && (next.StartsWith("var ") || next[0] == '('))
            return true;
        if (next.StartsWith("is ") || next.StartsWith("switch "))
            return true;

        return next[0] switch
        {
            '(' or '*' => !Parser.QueryWords.Contains(word),
            '.' or '=' or '[' or '+' or '-' or '/' or '%' or '<' or '>' or '!' or '|' or '^' or '?' or '&' or ',' or ')' => true,
            _ => false,
        };
    }

    private static bool IsQuery(string written, Func<string, bool> isName)
    {
        var text = written.TrimEnd(';');
        if (text.StartsWith("..", StringComparison.Ordinal))
            return true;

        var parsed = Parser.ParseQuery(new SourceText("<prompt>", text));
        return parsed.Diagnostics.IsEmpty && parsed.Query is { } query && IsQuery(query, isName, isWhole: true);
    }

    // What could as well be C# over products is that; a query is what C# has no way to write.
    private static bool IsQuery(QuerySyntax query, Func<string, bool> isName, bool isWhole) => query switch
    {
        QuerySyntax.Named(var name) => isWhole && isName(name.Text),
        QuerySyntax.All => isWhole,
        QuerySyntax.Pattern(var text, _) => text.EndsWith('*') || text.StartsWith('*'),
        QuerySyntax.Union(var left, var right) => IsQuery(left, isName, isWhole: false) || IsQuery(right, isName, isWhole: false),
        QuerySyntax.Intersection(var left, var right) => IsQuery(left, isName, isWhole: false) || IsQuery(right, isName, isWhole: false),
        QuerySyntax.Difference(var left, var right) => IsQuery(left, isName, isWhole: false) || IsQuery(right, isName, isWhole: false),
        _ => true,
    };
}
