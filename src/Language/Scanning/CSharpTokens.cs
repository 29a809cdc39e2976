namespace Dag.Language.Scanning;

/// <summary>
/// C# as its tokens, without white space, comments and what directives leave out: two texts have the same tokens when a compiler could not tell
/// them apart. Knows no grammar of C#, and never throws.
/// </summary>
public static class CSharpTokens
{
    public static List<CSharpToken> Of(string text)
    {
        var walk = new Walk(text);
        walk.Run();
        return walk.Tokens;
    }

    private ref struct Walk(string text)
    {
        // Two marks in a row mean something else than one of both. '>' and '?' are read one by one by C# itself.
        private const string Pairs = "++ -- && || => -> :: == != <= += -= *= /= %= &= |= ^= <<";

        private readonly ReadOnlySpan<char> _text = text;
        private readonly Stack<(CSharpString Around, int Depth)> _holes = [];
        private CSharpDirectives _directives;
        private int _at;
        private int _depth;

        public List<CSharpToken> Tokens { get; } = [];

        public void Run()
        {
            var isFirstOnLine = true;
            while (_at < _text.Length)
            {
                var c = _text[_at];
                if (CSharpCharacters.IsNewline(c) || CSharpCharacters.IsBlank(c))
                {
                    isFirstOnLine |= CSharpCharacters.IsNewline(c);
                    _at++;
                    continue;
                }

                if (SkipTrivia(c, isFirstOnLine))
                    continue;

                isFirstOnLine = false;
                Take(c);
            }
        }

        private bool SkipTrivia(char c, bool isFirstOnLine)
        {
            if (c == '#' && isFirstOnLine && _holes.Count == 0)
                _at = _directives.Skip(_text, _at);
            else if (_text[_at..].StartsWith("//"))
                _at = CSharpCharacters.EndOfLine(_text, _at);
            else if (_text[_at..].StartsWith("/*"))
                _at = _text[(_at + 2)..].IndexOf("*/") is >= 0 and var length ? _at + length + 4 : _text.Length;
            else
                return false;
            return true;
        }

        private void Take(char c)
        {
            var start = _at;
            if (c == '\'')
                TakeChar();
            else if (OpensString())
                TakeString();
            else if (_holes.Count > 0 && _depth == 0 && c is '}' or ':')
                CloseHole(c, start);
            else if (CSharpCharacters.IsWordPart(c) || (c == '@' && start + 1 < _text.Length && CSharpCharacters.IsWordPart(_text[start + 1])))
                TakeWord();
            else
                TakeMark(c);
        }

        private readonly bool OpensString()
        {
            var quote = _text[_at..].IndexOfAnyExcept('$', '@');
            return quote >= 0 && _text[_at + quote] == '"';
        }

        private void TakeString()
        {
            var start = _at;
            _at += _text[_at..].IndexOf('"');
            ReadText(CSharpString.Open(_text, start, ref _at), start);
        }

        private void ReadText(CSharpString literal, int start)
        {
            var stop = literal.ReadText(_text, ref _at);
            Tokens.Add(new(CSharpTokenKind.Text, start, _at - start));
            if (stop == CSharpStringStop.Hole)
            {
                _holes.Push((literal, _depth));
                _depth = 0;
            }
            else if (stop == CSharpStringStop.BrokenOff)
            {
                _holes.Clear();
                _depth = 0;
            }
        }

        private void CloseHole(char c, int start)
        {
            var (around, depth) = _holes.Peek();
            if (c == ':' && !around.ReadFormat(_text, ref _at))
            {
                _at = Math.Max(_at, start + 1);
                Tokens.Add(new(CSharpTokenKind.Text, start, _at - start));
                _holes.Clear();
                return;
            }

            _at++;
            around.ReadRestOfHole(_text, ref _at);
            _holes.Pop();
            _depth = depth;
            ReadText(around, start);
        }

        private void TakeChar()
        {
            var start = _at++;
            while (_at < _text.Length && _text[_at] is not '\'' && !CSharpCharacters.IsNewline(_text[_at]))
                _at += _text[_at] is '\\' ? CSharpString.LengthOfEscape(_text, _at) : 1;
            _at = Math.Min(_at + 1, _text.Length);
            Tokens.Add(new(CSharpTokenKind.Text, start, _at - start));
        }

        private void TakeWord()
        {
            var start = _at++;
            while (_at < _text.Length && CSharpCharacters.IsWordPart(_text[_at]))
                _at++;
            Tokens.Add(new(CSharpTokenKind.Word, start, _at - start));
        }

        private void TakeMark(char c)
        {
            if (c is '(' or '[' or '{')
                _depth++;
            else if (c is ')' or ']' or '}' && _depth > 0)
                _depth--;

            var length = _at + 1 < _text.Length && !char.IsWhiteSpace(_text[_at + 1]) && Pairs.AsSpan().IndexOf(_text.Slice(_at, 2)) >= 0 ? 2 : 1;
            Tokens.Add(new(CSharpTokenKind.Mark, _at, length));
            _at += length;
        }
    }
}
