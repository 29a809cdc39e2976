namespace Dag.Language.Scanning;

/// <summary>One walk over the text of a C# type, in which angles are brackets and no string can stand.</summary>
internal ref struct CSharpTypeWalk(ReadOnlySpan<char> text, int start, CSharpFrames frames)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly int _start = start;
    private CSharpFrames _frames = frames;
    private int _at = start;
    private int _tooDeepAt = -1;
    private FirstFault _fault;

    public CSharpExtent Run(out long visited)
    {
        while (_at < _text.Length && !IsEnd(_text[_at]))
            Accept(_text[_at]);

        if (_frames.Count > 0)
            _fault.Note(CSharpScanFault.UnclosedBracket, _frames.Top.At);
        if (_tooDeepAt >= 0)
            _fault.Note(CSharpScanFault.TooDeep, _tooDeepAt);

        visited = _at - _start;
        var end = CSharpCharacters.TrimEnd(_text, _start, _at);
        if (_frames.Count > 0)
            end = CSharpRecovery.EndOfExpression(_text, _start, end);
        return new CSharpExtent(end, _fault.Kind, _fault.At);
    }

    private readonly bool IsEnd(char c) => c switch
    {
        ';' or '{' or '}' => true,
        '\n' or '\r' => _frames.Count == 0,
        '/' => _frames.Count == 0 && (Next is '/' or '*'),
        'w' or 'i' or 'e' => _frames.Count == 0 && StartsWord && IsEndWord(_text[_at..EndOfWord]),
        _ => false,
    };

    private readonly char Next => _at + 1 < _text.Length ? _text[_at + 1] : ' ';

    private readonly bool StartsWord
        => _at == _start || (_text[_at - 1] is not ('@' or '\\') && !CSharpCharacters.IsWordPart(_text[_at - 1]));

    private readonly int EndOfWord
    {
        get
        {
            var end = _at;
            while (end < _text.Length && CSharpCharacters.IsWordPart(_text[end]))
                end++;

            return end;
        }
    }

    private static bool IsEndWord(ReadOnlySpan<char> word) => word is "where" or "in" or "else";

    private void Accept(char c)
    {
        if (c is '(' or '[' or '<')
            Open(c);
        else if (c is ')' or ']' or '>')
            Close(c);

        _at = c is '/' ? EndOfComment : CSharpCharacters.IsWordPart(c) ? EndOfWord : _at + 1;
    }

    private void Open(char bracket)
    {
        if (_frames.Count == CSharpWalk.MostDeep && _tooDeepAt < 0)
            _tooDeepAt = _at;
        _frames.Push(new CSharpFrame(bracket, _at));
    }

    private void Close(char closer)
    {
        var closes = _frames.Count > 0 && _frames.Top.IsClosedBy(closer);
        if (!closes)
            _fault.Note(CSharpScanFault.MismatchedBracket, _at);
        if (_frames.Count > 0)
            _frames.CutTo(_frames.Count - 1);
    }

    private readonly int EndOfComment
    {
        get
        {
            if (Next is '/')
                return CSharpCharacters.EndOfLine(_text, _at);
            if (Next is not '*')
                return _at + 1;

            var length = _text[(_at + 2)..].IndexOf("*/");
            return length < 0 ? _text.Length : _at + length + 4;
        }
    }
}
