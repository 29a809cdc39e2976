using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>Choice of a production by its first word. Productions are made on first use, so that a file of tasks makes no grammar of queries.</summary>
/// <param name="wanted">Label of what was expected where there is no word.</param>
/// <param name="findMeant">Says of another word that it is unknown, and gives the one that was probably meant.</param>
internal sealed class ByWord<T>(string wanted, Func<Reading, string?> findMeant) : Parser<char, T>
    where T : class
{
    private readonly List<string> words = [];
    private readonly List<Lazy<Parser<char, T>>> productions = [];

    /// <summary>Whether a word that goes on behind a dot is another word.</summary>
    public bool TakesNames { get; init; }

    public IReadOnlyList<string> Words => words;

    public Func<Parser<char, T>> this[string word]
    {
        set
        {
            words.Add(word);
            productions.Add(new(value));
        }
    }

    public ByWord<T> With(IEnumerable<string> others, Func<string, Parser<char, T>> production)
    {
        foreach (var word in others)
            this[word] = () => production(word);
        return this;
    }

    public bool Has(ReadOnlySpan<char> word) => Find(word) >= 0;

    public Parser<char, T> Get(string word) => Find(word) is >= 0 and var at ? productions[at].Value : throw new UnreachableException($"'{word}' is one of the words");

    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var reading = Reading.Of(ref state);
        var reader = reading.Reader;
        result = null;
        if (reader.Kind != TokenKind.Identifier)
            return reading.Fail(wanted);

        var at = TakesNames && reader.IsDotted ? -1 : Find(reader.Word);
        if (at < 0 && findMeant(reading) is { } meant)
            at = Find(meant);
        if (at >= 0)
            reader.Take();
        reading.Sync(ref state);
        return at < 0 ? reading.FailSaid() : productions[at].Value.TryParse(ref state, ref expecteds, out result);
    }

    private int Find(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (word.SequenceEqual(words[i]))
                return i;
        }

        return -1;
    }
}
