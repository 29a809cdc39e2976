using System.Diagnostics.CodeAnalysis;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Work of a parser: as in Pidgin, with the reading at hand.</summary>
internal delegate bool Attempt<T>(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, Reading reading, out T? result);

/// <summary>Parser that is made of others in a way that Pidgin has not, or a loop that goes on behind mistakes.</summary>
internal sealed class Production<T>(Attempt<T> attempt) : Parser<char, T>
    where T : class?
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
        => attempt(ref state, ref expecteds, Reading.Of(ref state), out result);
}

/// <summary>Parser of one token or a few, taken from the token reader. Beside the loops only terminals move by themselves.</summary>
internal sealed class Terminal<T>(Func<Reading, T?> read) : Parser<char, T>
    where T : class
{
    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var reading = Reading.Of(ref state);
        result = read(reading);
        reading.Sync(ref state);
        return result is not null;
    }
}
