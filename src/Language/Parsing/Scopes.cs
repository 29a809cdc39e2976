using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Productions that know what they stand in: where they begin, in which brackets, and how deep.</summary>
internal static class Scopes
{
    /// <summary>Has its span begin at its own first token.</summary>
    public static Parser<char, T> FromHere<T>(this Parser<char, T> parser)
        where T : class?
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
    /// <param name="keepsElements">Gives the elements before a mistake all the same. What follows on the line is judged once it is mended.</param>
    public static Parser<char, List<T>> Within<T>(TokenKind open, Parser<char, T> element, TokenKind close, string wanted, bool keepsElements = false)
        where T : class
        => new Production<List<T>>((ref state, ref expecteds, reading, out result) =>
        {
            result = [];
            if (!reading.Reader.TryTake(open))
                return reading.Fail(open == TokenKind.OpenBracket ? "'['" : "'{'");

            var areRead = TryElements(ref state, ref expecteds, reading, element, close, result);
            var isRead = areRead && (reading.Reader.TryTake(close) || reading.Fail(wanted));
            if (!isRead)
            {
                reading.Say();
                reading.Recovery.SkipTo(close);
            }

            if (keepsElements && !areRead)
                reading.Recovery.SkipTo(close);
            reading.Sync(ref state);
            return isRead || keepsElements;
        });

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
}
