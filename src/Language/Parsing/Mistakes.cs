using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Ways to deal with a mistake inside a production. One that has none of these fails, and its statement or clause is skipped.</summary>
internal static class Mistakes
{
    /// <summary>Says that the name is missing, and goes on without it.</summary>
    public static Parser<char, NameSyntax> OrMissing(this Parser<char, NameSyntax> name) => name.Or(reading => new("", new(reading.Reader.LastEnd, 0)));

    /// <summary>Says what is wrong, and takes nothing more of the line.</summary>
    public static Parser<char, T?> OrBroken<T>(this Parser<char, T> parser)
        where T : class
        => parser.OrNothing(reading => reading.Break(stops: true));

    /// <summary>Says what is wrong, and skips the rest of the line.</summary>
    public static Parser<char, T?> OrSkipped<T>(this Parser<char, T> parser)
        where T : class
        => parser.OrNothing(reading => reading.Recovery.SkipStatement());

    private static Parser<char, T?> OrNothing<T>(this Parser<char, T> parser, Action<Reading> then)
        where T : class
        => new Production<T?>((ref state, ref expecteds, reading, out result) =>
        {
            if (parser.TryParse(ref state, ref expecteds, out result))
                return true;

            reading.Say();
            then(reading);
            result = null;
            reading.Sync(ref state);
            return true;
        });

    /// <summary>Says what is wrong, and goes on with something else.</summary>
    public static Parser<char, T> Or<T>(this Parser<char, T> parser, Func<Reading, T> instead)
        where T : class?
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            if (parser.TryParse(ref state, ref expecteds, out result))
                return true;

            reading.Say();
            result = instead(reading);
            reading.Sync(ref state);
            return true;
        });

    /// <summary>Gives the whole a name for messages, where none of its parts was begun.</summary>
    public static Parser<char, T> Wanted<T>(this Parser<char, T> parser, string wanted, Func<Reading, string>? hint = null)
        where T : class
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            var before = state.Location;
            return parser.TryParse(ref state, ref expecteds, out result) || (reading.IsAbsent(ref state, before) && reading.Fail(wanted, hint?.Invoke(reading)));
        });

    /// <summary>Reads it only where that holds, which is asked before. The condition may give a message of its own.</summary>
    public static Parser<char, T> If<T>(this Parser<char, T> parser, Func<Reading, bool> holds, string wanted = "something else")
        where T : class
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            result = null;
            reading.Fail(wanted);
            return holds(reading) && parser.TryParse(ref state, ref expecteds, out result);
        });

    /// <summary>Reads it only on this line.</summary>
    public static Parser<char, T> IfHere<T>(this Parser<char, T> parser, string wanted = "something here")
        where T : class
        => parser.If(reading => reading.IsHere, wanted);

    /// <summary>Looks at what was read, and says what is wrong with it. Null refuses it.</summary>
    public static Parser<char, TResult> Checked<T, TResult>(this Parser<char, T> parser, Func<T, Reading, TResult?> check)
        where T : class?
        where TResult : class
        => new Production<TResult>((ref state, ref expecteds, reading, out result) =>
        {
            result = null;
            if (!parser.TryParse(ref state, ref expecteds, out var read))
                return false;

            result = check(read, reading);
            return result is not null || reading.FailSaid();
        });
}
