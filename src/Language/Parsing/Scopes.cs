using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Productions that know what they stand in: where they begin, in which brackets, and how deep.</summary>
internal static class Scopes
{
    /// <summary>Has its span begin at its own first token.</summary>
    public static Parser<char, T> FromHere<T>(this Parser<char, T> parser)
        where T : class
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            var start = reading.Start;
            reading.Start = reading.Reader.Current.Start;
            var isRead = parser.TryParse(ref state, ref expecteds, out result);
            reading.Start = start;
            return isRead;
        });

    /// <summary>Lets line ends not count.</summary>
    public static Parser<char, T> InBrackets<T>(this Parser<char, T> parser)
        where T : class?
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            reading.Brackets++;
            var isRead = parser.TryParse(ref state, ref expecteds, out result);
            reading.Brackets--;
            return isRead;
        });

    /// <summary>Lets it stand in itself so many times.</summary>
    public static Parser<char, T> Nested<T>(this Parser<char, T> parser, string what, int most)
        where T : class
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            result = null;
            if (reading.Depth > most)
                return reading.Refuse(SyntaxErrors.TooDeep(reading.Reader.PlaceHere(), what, most));

            reading.Depth++;
            var isRead = parser.TryParse(ref state, ref expecteds, out result);
            reading.Depth--;
            return isRead;
        });

    /// <summary>A list in brackets with commas between. After a mistake it goes on behind the bracket that closes it, and fails.</summary>
    public static Parser<char, List<T>> Within<T>(TokenKind open, Parser<char, T> element, TokenKind close, string wanted)
        where T : class
        => new Production<List<T>>((ref state, ref expecteds, reading, out result) =>
        {
            result = [];
            return TryOpen(ref state, reading, open)
                && TryClose(ref state, reading, close, wanted, TryElements(ref state, ref expecteds, reading, element, close, result));
        });

    /// <summary>The same, but the elements before a mistake are given. What follows on the line is judged once it is mended.</summary>
    public static Parser<char, List<T>> WithinOrPart<T>(TokenKind open, Parser<char, T> element, TokenKind close, string wanted)
        where T : class
        => new Production<List<T>>((ref state, ref expecteds, reading, out result) =>
        {
            result = [];
            if (!TryOpen(ref state, reading, open))
                return false;

            var areRead = TryElements(ref state, ref expecteds, reading, element, close, result);
            TryClose(ref state, reading, close, wanted, areRead);
            if (!areRead)
                reading.Recovery.SkipTo(close);
            reading.Sync(ref state);
            return true;
        });

    private static bool TryOpen(ref ParseState<char> state, Reading reading, TokenKind open)
    {
        var isOpen = reading.Reader.TryTake(open) || reading.Fail(open == TokenKind.OpenBracket ? "'['" : "'{'");
        reading.Sync(ref state);
        return isOpen;
    }

    private static bool TryElements<T>(
        ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, Parser<char, T> element, TokenKind close, List<T> elements)
    {
        do
        {
            reading.Sync(ref state);
            if (reading.Reader.Kind == close || reading.Reader.Kind == TokenKind.EndOfFile)
                return true;
            if (!element.TryParse(ref state, ref expecteds, out var read))
                return false;

            elements.Add(read);
        }
        while (reading.Reader.TryTake(TokenKind.Comma));
        return true;
    }

    private static bool TryClose(ref ParseState<char> state, Reading reading, TokenKind close, string wanted, bool areRead)
    {
        var isClosed = areRead && (reading.Reader.TryTake(close) || reading.Fail(wanted));
        if (!isClosed)
        {
            reading.Say();
            reading.Recovery.SkipTo(close);
        }

        reading.Sync(ref state);
        return isClosed;
    }
}
