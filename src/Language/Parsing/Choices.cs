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
        => new Production<T>((ref state, ref expecteds, reading, out result) =>
        {
            var before = state.Location;
            result = null;
            foreach (var way in ways)
            {
                if (way.TryParse(ref state, ref expecteds, out result))
                    return true;
                if (!reading.IsAbsent(ref state, before))
                    return false;
            }

            return false;
        });

    /// <summary>Null where it is absent.</summary>
    public static Parser<char, T?> OrNull<T>(this Parser<char, T> parser)
        where T : class?
        => new Production<T?>((ref state, ref expecteds, reading, out result) =>
        {
            var before = state.Location;
            return parser.TryParse(ref state, ref expecteds, out result) || reading.IsAbsent(ref state, before);
        });

    /// <summary>As many as there are, or none.</summary>
    public static Parser<char, List<T>> Repeated<T>(this Parser<char, T> parser)
        where T : class
        => new Production<List<T>>((ref state, ref expecteds, reading, out result) =>
        {
            var before = state.Location;
            result = [];
            while (parser.TryParse(ref state, ref expecteds, out var another))
            {
                result.Add(another);
                before = state.Location;
            }

            return reading.IsAbsent(ref state, before);
        });

    /// <summary>One and as many more as have the sign before them.</summary>
    public static Parser<char, List<T>> SeparatedBy<T>(this Parser<char, T> parser, Parser<char, Reading> sign)
        where T : class
        => Pidgin.Parser.Map((first, others) => (List<T>)[first, .. others], parser, sign.Then(parser).Repeated());

    /// <summary>A chain of operators, all of one rank, that is read from the left.</summary>
    public static Parser<char, T> LeftChain<T, TRight>(Parser<char, T> first, Parser<char, TRight> right, params Operator<T, TRight>[] operators)
        where T : class
        where TRight : class?
        => new Production<T>((ref state, ref expecteds, _, out result) =>
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
        });
}

/// <summary>Operator of a chain: its sign, and the whole of both its sides.</summary>
internal sealed record Operator<T, TRight>(Parser<char, Reading> Sign, Func<T, TRight, Reading, T> Join);
