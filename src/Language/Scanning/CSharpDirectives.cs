namespace Dag.Language.Scanning;

/// <summary>Reads over the directives of embedded C#, and over what <c>#if</c> leaves out.
/// No symbol is defined in a dag file, so every condition has one answer.</summary>
internal struct CSharpDirectives
{
    /// <summary>How many conditionals are open in whose taken part we are.</summary>
    private int _taken;

    /// <summary>Whether what a conditional leaves out goes to the end of the text.</summary>
    private bool _isLost;

    /// <summary>Whether a conditional is open.</summary>
    public readonly bool IsOpen => _taken > 0 || _isLost;

    /// <summary>From a <c>#</c> to the end of its line, or to the end of the line that ends what it leaves out.</summary>
    public int Skip(ReadOnlySpan<char> text, int hash)
    {
        var end = CSharpCharacters.EndOfLine(text, hash);
        var line = new CSharpDirective(text[hash..end]);
        if (line.Is("if"))
        {
            if (!line.Holds)
                return SkipUntaken(text, end, mayTakeLater: true);

            _taken++;
        }
        else if (_taken > 0 && (line.Is("elif") || line.Is("else")))
        {
            _taken--;
            return SkipUntaken(text, end, mayTakeLater: false);
        }
        else if (_taken > 0 && line.Is("endif"))
        {
            _taken--;
        }

        return end;
    }

    private int SkipUntaken(ReadOnlySpan<char> text, int at, bool mayTakeLater)
    {
        var inner = 0;
        while (at < text.Length)
        {
            var first = SkipNewlineAndBlanks(text, at);
            at = CSharpCharacters.EndOfLine(text, first);
            if (first == text.Length || text[first] is not '#')
                continue;

            var line = new CSharpDirective(text[first..at]);
            if (line.Is("if"))
                inner++;
            else if (line.Is("endif") && inner-- == 0)
                return at;
            else if (inner == 0 && mayTakeLater && (line.Is("else") || (line.Is("elif") && line.Holds)))
            {
                _taken++;
                return at;
            }
        }

        _isLost = true;
        return at;
    }

    private static int SkipNewlineAndBlanks(ReadOnlySpan<char> text, int at)
    {
        at++;
        while (at < text.Length && CSharpCharacters.IsBlank(text[at]))
            at++;

        return at;
    }
}
