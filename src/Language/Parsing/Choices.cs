using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>
/// Choices and repetitions that decide by the next token: a parser that fails is absent as long as it has taken nothing and said nothing.
/// Pidgin's own keep lists of what they expected, also where nothing is wrong.
/// </summary>
internal static class Choices
{
    public static Parser<char, T> FirstOf<T>(params Parser<char, T>[] ways)
        where T : class
        => new Choice<T>(ways);

    /// <summary>Null where it is absent.</summary>
    public static Parser<char, T?> OrNull<T>(this Parser<char, T> parser)
        where T : class?
        => new Option<T>(parser);

    /// <summary>A certain statement as one of all. A map of a map makes Pidgin make a third, which a start pays for.</summary>
    public static Parser<char, StatementSyntax> AsStatement<T>(this Parser<char, T> parser)
        where T : StatementSyntax
        => new Widened<T>(parser);

    /// <summary>As many as there are, or none.</summary>
    public static Parser<char, List<T>> Repeated<T>(this Parser<char, T> parser)
        where T : class
        => new Repetition<T>(null, parser);

    /// <summary>One and as many more as have the sign before them.</summary>
    public static Parser<char, List<T>> SeparatedBy<T>(this Parser<char, T> parser, Parser<char, Reading> sign)
        where T : class
        => new Repetition<T>(parser, sign.Then(parser));

    /// <summary>Whether a parser that failed may be passed over.</summary>
    public static bool IsAbsent(ref ParseState<char> state, long since) => state.Location == since && !Reading.Of(ref state).IsSaid;

    private sealed class Widened<T>(Parser<char, T> parser) : Parser<char, StatementSyntax>
        where T : StatementSyntax
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out StatementSyntax result)
        {
            var isRead = parser.TryParse(ref state, ref expecteds, out var statement);
            result = statement;
            return isRead;
        }
    }

    private sealed class Choice<T>(Parser<char, T>[] ways) : Parser<char, T>
        where T : class
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        {
            var before = state.Location;
            foreach (var way in ways)
            {
                if (way.TryParse(ref state, ref expecteds, out result))
                    return true;
                if (!IsAbsent(ref state, before))
                    return false;
            }

            result = null;
            return false;
        }
    }

    private sealed class Option<T>(Parser<char, T> parser) : Parser<char, T?>
        where T : class?
    {
        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, out T? result)
        {
            var before = state.Location;
            return parser.TryParse(ref state, ref expecteds, out result) || IsAbsent(ref state, before);
        }
    }

    private sealed class Repetition<T>(Parser<char, T>? first, Parser<char, T> next) : Parser<char, List<T>>
        where T : class
    {
        private static readonly List<T> None = [];

        public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out List<T> result)
        {
            result = null;
            if (first is not null)
            {
                if (!first.TryParse(ref state, ref expecteds, out var one))
                    return false;

                result = [one];
            }

            var before = state.Location;
            while (next.TryParse(ref state, ref expecteds, out var another))
            {
                (result ??= []).Add(another);
                before = state.Location;
            }

            result ??= None;
            return IsAbsent(ref state, before);
        }
    }
}

/// <summary>A chain of operators, all of one rank, that is read from the left.</summary>
internal sealed class LeftChain<T, TRight>(Parser<char, T> first, Parser<char, TRight> right, params Operator<T, TRight>[] operators) : Parser<char, T>
    where T : class
    where TRight : class?
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        if (!first.TryParse(ref state, ref expecteds, out result))
            return false;

        for (var i = 0; i < operators.Length; i++)
        {
            if (!operators[i].Sign.TryParse(ref state, ref expecteds, out var reading))
                continue;
            if (!right.TryParse(ref state, ref expecteds, out var operand))
                return false;

            result = operators[i].Join(result, operand, reading);
            i = -1;
        }

        return true;
    }
}

/// <summary>Operator of a chain: its sign, and the whole of both its sides.</summary>
internal sealed record Operator<T, TRight>(Parser<char, Reading> Sign, Func<T, TRight, Reading, T> Join);
