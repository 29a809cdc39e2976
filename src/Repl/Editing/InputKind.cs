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

    /// <summary>A name alone: the value of a task where it is made, else what is declared under it.</summary>
    public sealed record Name(string Text) : InputKind;

    /// <summary>A line for the shell.</summary>
    public sealed record Shell(string Line) : InputKind;

    /// <summary>An input whose time is measured.</summary>
    public sealed record Timed(string Text) : InputKind;

    /// <summary>What was typed before, or those of it that have a text in them.</summary>
    public sealed record History(string Part) : InputKind;

    /// <summary>The wish for an empty screen.</summary>
    public sealed record Clear : InputKind;

    /// <summary>What was typed last, or the body of a task, in an editor.</summary>
    public sealed record Edit(string Task) : InputKind;

    /// <summary>The rest of what did not fit the window.</summary>
    public sealed record More : InputKind;

    /// <summary>A value into a file. The path is as it was typed between its quotes; null where it is missing.</summary>
    public sealed record Copy(string What, string? Path) : InputKind;

    /// <summary>C# over what has been made.</summary>
    public sealed record CSharp(string Text) : InputKind;

    /// <param name="isName">Whether there is a task, an option or a type of that name.</param>
    public static InputKind Of(string text, Func<string, bool> isName)
    {
        // A directive of C#, or what is none: the language takes both for comments once it has said so.
        if (text.AsSpan().TrimStart() is ['#', ..])
            return new CSharp(text);

        var tree = Parser.Parse(new SourceText("<prompt>", text));
        if (tree.Tokens.FirstOrDefault(token => !token.IsTrivia && token.Kind != TokenKind.EndOfFile) is not { Length: > 0 } first)
            return new Nothing();

        // The trimmed rest is empty where the token is a blank that only Unicode knows, such as a line separator.
        var written = text[first.Start..].Trim();
        if (written.Length == 0)
            return new Nothing();
        if (written.TrimEnd(';') is "exit" or "quit")
            return new Leave();
        if (ForPrompt(written, isName) is { } own)
            return own;
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

        if (isName(written.TrimEnd(';')))
            return new Name(written.TrimEnd(';'));

        return IsQuery(written) ? new Statement("show " + written.TrimEnd(';')) : new CSharp(text);
    }

    // What only a prompt has. A name that is declared goes before all of it, and so does what can only be C#.
    private static InputKind? ForPrompt(string written, Func<string, bool> isName)
    {
        if (written[0] == '!')
            return written.Length > 1 && written[1] is not ('(' or '=' or ' ' or '!') && !BeginsWithName(written[1..], isName) ? new Shell(written[1..].Trim()) : null;

        var word = FirstName(written);
        var rest = written[word.Length..].TrimEnd(';').Trim();
        if (word.Length == 0 || isName(word) || LooksLikeCSharp(word, written.AsSpan(word.Length)))
            return null;

        return word switch
        {
            "history" => new History(rest),
            "clear" when rest.Length == 0 => new Clear(),
            "more" when rest.Length == 0 => new More(),
            "time" when rest.Length > 0 => new Timed(written[word.Length..].Trim()),
            "edit" when IsDotted(rest) || rest.Length == 0 => new Edit(rest),
            "copy" when rest.Length > 0 => CopyOf(rest),
            _ => null,
        };
    }

    private static Copy CopyOf(string rest)
    {
        var to = rest.LastIndexOf(" to ", StringComparison.Ordinal);
        if (to < 0)
            return new(rest, null);

        var path = rest[(to + 4)..].Trim();
        var isQuoted = path is ['"', .., '"'] && path.Length > 1;
        return new(rest[..to].Trim(), isQuoted ? path[1..^1] : path.Length > 0 ? path : null);
    }

    private static bool BeginsWithName(string text, Func<string, bool> isName)
    {
        var name = FirstName(text);
        while (name.Length > 0 && !isName(name))
            name = name[..Math.Max(0, name.LastIndexOf('.'))];
        return name.Length > 0;
    }

    private static string FirstName(string text)
    {
        var length = 0;
        while (length < text.Length && (NameCharacters.IsPart(text[length]) || (text[length] == '.' && length + 1 < text.Length && NameCharacters.IsStart(text[length + 1]))))
            length++;
        return text[..length];
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

    private static bool IsQuery(string written)
    {
        var text = written.TrimEnd(';');
        if (text.StartsWith("..", StringComparison.Ordinal))
            return true;

        var parsed = Parser.ParseQuery(new SourceText("<prompt>", text));
        return parsed.Diagnostics.IsEmpty && parsed.Query is { } query && IsQuery(query, isWhole: true);
    }

    // What could as well be C# over products is that; a query is what C# has no way to write.
    private static bool IsQuery(QuerySyntax query, bool isWhole) => query switch
    {
        QuerySyntax.Named => false,
        QuerySyntax.All => isWhole,
        QuerySyntax.Pattern(var text, _) => text.EndsWith('*') || text.StartsWith('*'),
        QuerySyntax.Union(var left, var right) => IsQuery(left, isWhole: false) || IsQuery(right, isWhole: false),
        QuerySyntax.Intersection(var left, var right) => IsQuery(left, isWhole: false) || IsQuery(right, isWhole: false),
        QuerySyntax.Difference(var left, var right) => IsQuery(left, isWhole: false) || IsQuery(right, isWhole: false),
        _ => true,
    };
}
