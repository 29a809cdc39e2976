using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Ways to deal with a mistake inside a production. One that has none of these fails, and its statement or clause is skipped.</summary>
internal static class Mistakes
{
    /// <summary>Says that the name is missing and goes on without it; what is left over then is no further mistake.</summary>
    public static Parser<char, NameSyntax> OrMissing(this Parser<char, NameSyntax> name)
        => name.Or(reading => new("", new(reading.Reader.LastEnd, 0)));

    /// <summary>Says what is wrong and takes nothing more of the line.</summary>
    public static Parser<char, T?> OrBroken<T>(this Parser<char, T> parser)
        where T : class
        => new Otherwise<T?>(parser!, reading =>
        {
            reading.Stop();
            return null;
        });

    /// <summary>Says what is wrong and skips the rest of the line.</summary>
    public static Parser<char, T?> OrSkipped<T>(this Parser<char, T> parser)
        where T : class
        => new Otherwise<T?>(parser!, reading =>
        {
            reading.Recovery.SkipStatement();
            return null;
        });

    /// <summary>Says what is wrong and goes on with something else.</summary>
    public static Parser<char, T> Or<T>(this Parser<char, T> parser, Func<Reading, T> instead)
        where T : class?
        => new Otherwise<T>(parser, instead);

    /// <summary>Gives the whole a name for messages, where none of its parts was begun.</summary>
    public static Parser<char, T> Wanted<T>(this Parser<char, T> parser, string wanted, Func<Reading, string>? hint = null)
        where T : class
        => new Named<T>(parser, wanted, hint);

    /// <summary>Reads it only where that holds, which is asked before.</summary>
    public static Parser<char, T> If<T>(this Parser<char, T> parser, Func<Reading, bool> holds, string wanted = "something else")
        where T : class
        => new Guarded<T>(parser, holds, wanted);

    /// <summary>Reads it only on this line.</summary>
    public static Parser<char, T> IfHere<T>(this Parser<char, T> parser, string wanted = "something here")
        where T : class
        => parser.If(reading => reading.IsHere, wanted);

    /// <summary>Looks at what was read, and says what is wrong with it. Null refuses it.</summary>
    public static Parser<char, T> Checked<T>(this Parser<char, T> parser, Func<T, Reading, T?> check)
        where T : class
        => new Inspected<T>(parser, check);

    private sealed class Otherwise<T>(Parser<char, T> parser, Func<Reading, T> instead) : Parser<char, T>
        where T : class?
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out T result)
        {
            if (parser.TryParse(ref state, ref expecteds, out var read))
            {
                result = read;
                return true;
            }

            var reading = Reading.Of(ref state);
            reading.Say();
            result = instead(reading);
            reading.Sync(ref state);
            return true;
        }
    }

    private sealed class Named<T>(Parser<char, T> parser, string wanted, Func<Reading, string>? hint) : Parser<char, T>
        where T : class
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            var before = state.Location;
            if (parser.TryParse(ref state, ref expecteds, out result))
                return true;

            var reading = Reading.Of(ref state);
            return Choices.IsAbsent(ref state, before) && reading.Fail(wanted, hint?.Invoke(reading));
        }
    }

    private sealed class Guarded<T>(Parser<char, T> parser, Func<Reading, bool> holds, string wanted) : Parser<char, T>
        where T : class
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            // The condition may have more to say than that.
            var reading = Reading.Of(ref state);
            reading.Fail(wanted);
            if (holds(reading))
                return parser.TryParse(ref state, ref expecteds, out result);

            result = null;
            return false;
        }
    }

    private sealed class Inspected<T>(Parser<char, T> parser, Func<T, Reading, T?> check) : Parser<char, T>
        where T : class
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            if (!parser.TryParse(ref state, ref expecteds, out result))
                return false;

            var reading = Reading.Of(ref state);
            result = check(result, reading);
            return result is not null || reading.FailSaid();
        }
    }
}
