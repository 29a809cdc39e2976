namespace Dag.Language.Scanning;

/// <summary>One directive line of C#, from its <c>#</c> on: its name and, for a conditional, whether it holds
/// where no symbol is defined.</summary>
internal readonly ref struct CSharpDirective
{
    // Deeper than anybody writes, and shallow enough for any thread's stack.
    private const int DeepestCondition = 100;

    private readonly ReadOnlySpan<char> _name;
    private readonly ReadOnlySpan<char> _rest;

    public CSharpDirective(ReadOnlySpan<char> line)
    {
        var body = SkipBlanks(line[1..]);
        var length = 0;
        while (length < body.Length && CSharpCharacters.IsWordPart(body[length]))
            length++;

        _name = body[..length];
        _rest = body[length..];
    }

    public bool Is(string name) => _name.SequenceEqual(name);

    public bool Holds
    {
        get
        {
            var rest = _rest;
            return Either(ref rest, depth: 0);
        }
    }

    private static bool Either(ref ReadOnlySpan<char> rest, int depth)
    {
        var holds = Both(ref rest, depth);
        while (Eat(ref rest, "||"))
            holds |= Both(ref rest, depth);

        return holds;
    }

    private static bool Both(ref ReadOnlySpan<char> rest, int depth)
    {
        var holds = Same(ref rest, depth);
        while (Eat(ref rest, "&&"))
            holds &= Same(ref rest, depth);

        return holds;
    }

    private static bool Same(ref ReadOnlySpan<char> rest, int depth)
    {
        var holds = Single(ref rest, depth);
        while (true)
        {
            if (Eat(ref rest, "=="))
                holds = holds == Single(ref rest, depth);
            else if (Eat(ref rest, "!="))
                holds = holds != Single(ref rest, depth);
            else
                return holds;
        }
    }

    private static bool Single(ref ReadOnlySpan<char> rest, int depth)
    {
        var isTurned = false;
        while (!SkipBlanks(rest).StartsWith("!=") && Eat(ref rest, "!"))
            isTurned = !isTurned;

        if (depth < DeepestCondition && Eat(ref rest, "("))
        {
            var inner = Either(ref rest, depth + 1);
            Eat(ref rest, ")");
            return inner != isTurned;
        }

        var length = 0;
        while (length < rest.Length && CSharpCharacters.IsWordPart(rest[length]))
            length++;

        var isTrue = rest[..length].SequenceEqual("true");
        rest = rest[length..];
        return isTrue != isTurned;
    }

    private static bool Eat(ref ReadOnlySpan<char> rest, string wanted)
    {
        rest = SkipBlanks(rest);
        if (!rest.StartsWith(wanted))
            return false;

        rest = rest[wanted.Length..];
        return true;
    }

    private static ReadOnlySpan<char> SkipBlanks(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && CSharpCharacters.IsBlank(text[0]))
            text = text[1..];

        return text;
    }
}
