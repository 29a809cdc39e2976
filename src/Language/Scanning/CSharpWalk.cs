using System.Buffers;

namespace Dag.Language.Scanning;

/// <summary>One walk over the C# of an expression or block, from special character to special character.
/// A fault is noted and the walk goes on, so that one slip of the pen costs as little of what follows as can be.</summary>
internal ref struct CSharpWalk(ReadOnlySpan<char> text, int start, CSharpForm form, CSharpFrames frames)
{
    // Far beyond what is written by hand; somewhere beyond this the compiler of C# overflows its stack.
    public const int MostDeep = 500;

    private static readonly SearchValues<char> LineSpecials = SearchValues.Create("\"'()[]{}/;\n\r");
    private static readonly SearchValues<char> InputSpecials = SearchValues.Create("\"'()[]{}/#\n\r");
    private static readonly SearchValues<char> InnerSpecials = SearchValues.Create("\"'()[]{}/#");
    private static readonly SearchValues<char> HoleSpecials = SearchValues.Create("\"'()[]{}/:");

    private readonly ReadOnlySpan<char> _text = text;
    private readonly int _start = start;
    private readonly bool _isExpression = form is CSharpForm.Expression;
    private readonly bool _isInput = form is CSharpForm.Input;
    private CSharpFrames _frames = frames;
    private CSharpDirectives _directives;
    private int _holes;
    private int _outermostHole;
    private int _at = start;
    private int _tokenFloor = start;
    private int _codeEnd = start;
    private int _triviaEnd = start;
    private int _end = -1;
    private int _tooDeepAt = -1;
    private bool _brokeOffAtEnd;
    private bool _goesOn;
    private FirstFault _fault;
    private long _visited;

    /// <summary>Whether the text ended within something that more lines would go on with.</summary>
    public readonly bool IsOpen => _end == _text.Length && (_brokeOffAtEnd ? _goesOn : _frames.Count > 0 || _directives.IsOpen);

    public CSharpExtent Run(out long visited)
    {
        if (!_isExpression && !_isInput && (_at == _text.Length || _text[_at] is not '{'))
        {
            _fault.Note(CSharpScanFault.MismatchedBracket, _at);
            _end = _at;
        }

        while (_end < 0)
        {
            var from = _at;
            if (FindSpecial())
                TakeSpecial(_text[_at]);
            _visited += _at - from + 1;
        }

        if (_tooDeepAt >= 0)
            _fault.Note(CSharpScanFault.TooDeep, _tooDeepAt);
        visited = _visited;
        return new CSharpExtent(_end, _fault.Kind, _fault.At);
    }

    private bool FindSpecial()
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAny(Specials);
        var run = length < 0 ? rest : rest[..length];
        if (_frames.Count == 0 && _isExpression && ElseWord.Find(run) is >= 0 and var word)
        {
            EndBefore(_at + word);
            return false;
        }

        _tokenFloor = _at;
        _at += run.Length;
        if (length < 0)
            EndAtEndOfText();
        return length >= 0;
    }

    private readonly SearchValues<char> Specials
        => _frames.Count == 0 ? _isInput ? InputSpecials : LineSpecials : _frames.Top.Opener is CSharpFrame.Hole ? HoleSpecials : InnerSpecials;

    private void TakeSpecial(char special)
    {
        switch (special)
        {
            case '"':
                ReadString(CSharpString.Open(_text, _tokenFloor, ref _at));
                break;
            case '\'':
                TakeChar();
                break;
            case '(' or '[' or '{':
                Open(special);
                break;
            case ')' or ']':
                TakeRoundOrSquareClose(special);
                break;
            case '}':
                TakeBraceClose();
                break;
            case '/':
                TakeSlash();
                break;
            case '#':
                TakeHash();
                break;
            case ':':
                TakeFormat();
                break;
            default:
                TakeTerminator();
                break;
        }
    }

    // A conditional that is open goes on over the ends of lines.
    private void TakeTerminator()
    {
        if (_isInput && _directives.IsOpen)
            _at++;
        else if (_text[_at] is ';')
            EndBefore(_at);
        else
            EndLine();
    }

    // What was looked at below is passed over where the expression goes on there, and else is not looked at again.
    private void EndLine()
    {
        NoteCode(_at);
        var next = _at;
        var goesOn = _isExpression && CSharpContinuation.GoesOn(_text, _start, _codeEnd, _at, out next);
        _visited += next - _at;
        if (goesOn)
            SkipTrivia(next);
        else
            EndBefore(_at);
    }

    private void Open(char bracket)
    {
        Push(new CSharpFrame(bracket, _at));
        _at++;
    }

    private void Push(CSharpFrame frame)
    {
        if (_frames.Count == MostDeep && _tooDeepAt < 0)
            _tooDeepAt = frame.At;
        _frames.Push(frame);
    }

    private void ReadString(CSharpString literal)
    {
        switch (literal.ReadText(_text, ref _at))
        {
            case CSharpStringStop.Hole:
                if (_holes++ == 0)
                    _outermostHole = _frames.Count;
                Push(new CSharpFrame(CSharpFrame.Hole, _at - 1, literal));
                break;
            case CSharpStringStop.BrokenOff:
                BreakOff(CSharpScanFault.UnclosedString, literal.Start, literal.HasManyLines);
                break;
        }
    }

    private void TakeChar()
    {
        var open = _at++;
        while (_at < _text.Length && _text[_at] is not '\'' && !CSharpCharacters.IsNewline(_text[_at]))
            _at += _text[_at] is '\\' ? CSharpString.LengthOfEscape(_text, _at) : 1;

        if (_at < _text.Length && _text[_at] is '\'')
            _at++;
        else
            BreakOff(CSharpScanFault.UnclosedChar, open, hasManyLines: false);
    }

    /// <summary>A string or char without an end gives up the interpolated strings around it as far as they
    /// cannot hold a newline.</summary>
    private void BreakOff(CSharpScanFault fault, int at, bool hasManyLines)
    {
        _brokeOffAtEnd = _at == _text.Length;
        _goesOn = hasManyLines || (_holes > 0 && _frames[_outermostHole].Around.HasManyLines);
        if (_holes == 0)
        {
            _fault.Note(fault, at);
            if (_isInput && !_brokeOffAtEnd)
                EndBefore(_at);
            return;
        }

        var around = _frames[_outermostHole].Around;
        _fault.Note(CSharpScanFault.UnclosedString, around.Start);
        if (_brokeOffAtEnd)
            return;

        _frames.CutTo(_outermostHole);
        _holes = 0;
        if (around.HasManyLines)
            ReadString(around);
        else if (_isInput)
            EndBefore(_at);
    }

    private void TakeRoundOrSquareClose(char closer)
    {
        var closes = _frames.Count > 0 && _frames.Top.IsClosedBy(closer);
        if (!closes)
            _fault.Note(CSharpScanFault.MismatchedBracket, _at);
        if (_frames.Count > 0 && _frames.Top.IsRoundOrSquare)
            _frames.CutTo(_frames.Count - 1);
        _at++;
    }

    private void TakeBraceClose()
    {
        var index = _frames.Count - 1;
        while (index >= 0 && _frames[index].IsRoundOrSquare)
            index--;

        if (index < _frames.Count - 1)
            _fault.Note(CSharpScanFault.UnclosedBracket, _frames.Top.At);
        if (index < 0)
        {
            TakeForeignBrace();
            return;
        }

        var closed = _frames[index];
        _frames.CutTo(index);
        _at++;
        if (closed.Opener is CSharpFrame.Hole)
            CloseHole(closed);
        else if (index == 0 && !_isExpression && !_isInput)
            _end = _at;
    }

    private void TakeForeignBrace()
    {
        if (!_isInput)
        {
            EndBefore(_at);
            return;
        }

        _fault.Note(CSharpScanFault.MismatchedBracket, _at);
        _frames.CutTo(0);
        _at++;
    }

    private void CloseHole(CSharpFrame hole)
    {
        _holes--;
        if (!hole.Around.ReadRestOfHole(_text, ref _at))
            _fault.Note(CSharpScanFault.UnclosedBracket, hole.At);

        ReadString(hole.Around);
    }

    private void TakeFormat()
    {
        var hole = _frames.Top;
        if (hole.Around.ReadFormat(_text, ref _at))
            return;

        _fault.Note(CSharpScanFault.UnclosedBracket, hole.At);
        _frames.CutTo(_frames.Count - 1);
        _holes--;
        ReadString(hole.Around);
    }

    private void TakeSlash()
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : ' ';
        if (next is '/' && _frames.Count == 0 && !_isInput)
            EndLine();
        else if (next is '/')
            SkipTrivia(CSharpCharacters.EndOfLine(_text, _at));
        else if (next is '*')
            TakeBlockComment();
        else
            _at++;
    }

    private void TakeBlockComment()
    {
        var length = _text[(_at + 2)..].IndexOf("*/");
        if (length < 0)
        {
            _fault.Note(CSharpScanFault.UnclosedComment, _at);
            (_brokeOffAtEnd, _goesOn) = (true, true);
        }

        SkipTrivia(length < 0 ? _text.Length : _at + length + 4);
    }

    private void TakeHash()
    {
        var before = _at;
        while (before > _tokenFloor && CSharpCharacters.IsBlank(_text[before - 1]))
            before--;

        _visited += _at - before;
        var isFirstOnLine = (before > 0 && CSharpCharacters.IsNewline(_text[before - 1])) || (_isInput && before == _start);
        if (isFirstOnLine && _holes == 0)
            SkipTrivia(_directives.Skip(_text, _at));
        else
            _at++;
    }

    private void SkipTrivia(int end)
    {
        NoteCode(_at);
        _at = end;
        _triviaEnd = end;
    }

    private void NoteCode(int end)
    {
        var trimmed = CSharpCharacters.TrimEnd(_text, _triviaEnd, end);
        _visited += end - trimmed;
        if (trimmed > _triviaEnd)
            _codeEnd = trimmed;
    }

    private void EndAtEndOfText()
    {
        if (_frames.Count > 0)
        {
            var innermost = _frames.Top;
            if (innermost.Opener is CSharpFrame.Hole)
                BreakOff(CSharpScanFault.UnclosedString, innermost.Around.Start, hasManyLines: true);
            _fault.Note(CSharpScanFault.UnclosedBracket, innermost.At);
        }

        EndBefore(_text.Length);
    }

    private void EndBefore(int terminator)
    {
        NoteCode(terminator);
        var isWhole = _frames.Count == 0 && !_brokeOffAtEnd;
        if (_isInput)
            _end = terminator;
        else if (_isExpression)
            _end = isWhole ? _codeEnd : CSharpRecovery.EndOfExpression(_text, _start, _codeEnd);
        else
            _end = CSharpRecovery.EndOfBlock(_text, _start);

        _visited += isWhole || _isInput ? 0 : _end - _start;
    }
}
