using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Productions that know what they stand in: where they begin, in which brackets, and how deep.</summary>
internal static class Scopes
{
    /// <summary>Has its span begin at its own first token.</summary>
    public static Parser<char, T> FromHere<T>(this Parser<char, T> parser)
        where T : class
        => new Started<T>(parser);

    /// <summary>Lets line ends not count.</summary>
    public static Parser<char, T> InBrackets<T>(this Parser<char, T> parser)
        where T : class?
        => new Bracketed<T>(parser);

    /// <summary>Lets it stand in itself so many times.</summary>
    public static Parser<char, T> Nested<T>(this Parser<char, T> parser, string what, int most)
        where T : class
        => new Limited<T>(parser, what, most);

    private sealed class Started<T>(Parser<char, T> parser) : Parser<char, T>
        where T : class
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            var reading = Reading.Of(ref state);
            var start = reading.Start;
            reading.Start = reading.Reader.Current.Start;
            var isRead = parser.TryParse(ref state, ref expecteds, out result);
            reading.Start = start;
            return isRead;
        }
    }

    private sealed class Bracketed<T>(Parser<char, T> parser) : Parser<char, T>
        where T : class?
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            var reading = Reading.Of(ref state);
            reading.Brackets++;
            var isRead = parser.TryParse(ref state, ref expecteds, out result);
            reading.Brackets--;
            return isRead;
        }
    }

    private sealed class Limited<T>(Parser<char, T> parser, string what, int most) : Parser<char, T>
        where T : class
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            var reading = Reading.Of(ref state);
            if (reading.Depth > most)
            {
                result = null;
                return reading.Refuse(SyntaxErrors.TooDeep(reading.Reader.PlaceHere(), what, most));
            }

            reading.Depth++;
            var isRead = parser.TryParse(ref state, ref expecteds, out result);
            reading.Depth--;
            return isRead;
        }
    }
}

/// <summary>A list in brackets with commas between. After a mistake in one of its elements it goes on behind the bracket that closes it.</summary>
internal sealed class Within<T>(TokenKind open, Parser<char, T> element, TokenKind close, string wanted) : Parser<char, List<T>>
    where T : class
{
    /// <summary>Whether the elements before a mistake are given all the same.</summary>
    public bool KeepsElements { get; init; }

    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out List<T> result)
    {
        var reading = Reading.Of(ref state);
        var reader = reading.Reader;
        result = null;
        if (!reader.TryTake(open))
            return reading.Fail(open == TokenKind.OpenBracket ? "'['" : "'{'");

        reading.Sync(ref state);
        result = [];
        var isWhole = TryElements(ref state, ref expecteds, reading, result);
        var isRead = isWhole && (reader.TryTake(close) || reading.Fail(wanted));
        if (!isRead)
        {
            reading.Say();
            reading.Recovery.SkipTo(close);
        }

        // What follows a broken set on its line is judged once the set is mended.
        if (KeepsElements && !isWhole)
            reading.Recovery.SkipTo(close);
        reading.Sync(ref state);
        return isRead || KeepsElements;
    }

    private bool TryElements(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, List<T> elements)
    {
        var reader = reading.Reader;
        do
        {
            if (reader.Kind == close || reader.Kind == TokenKind.EndOfFile)
                return true;
            if (!element.TryParse(ref state, ref expecteds, out var read))
                return false;

            elements.Add(read);
        }
        while (TryComma(ref state, reading));
        return true;
    }

    private static bool TryComma(ref ParseState<char> state, Reading reading)
    {
        var isTaken = reading.Reader.TryTake(TokenKind.Comma);
        reading.Sync(ref state);
        return isTaken;
    }
}
