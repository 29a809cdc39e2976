using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Dag.Language.Syntax;
using Pidgin;

namespace Dag.Language.Parsing;

/// <summary>
/// Choice of a production by the word that stands here. Each is made once it is wanted, so that a file of tasks makes no grammar of queries.
/// </summary>
/// <param name="wanted">What is wanted where no word stands.</param>
/// <param name="findMeant">Says of another word that it is unknown, and gives the one that was probably meant.</param>
internal sealed class ByWord<T>(string wanted, Func<Reading, string?> findMeant) : Parser<char, T>
    where T : class
{
    private readonly List<Entry> entries = [];
    private string[]? words;

    /// <summary>Whether a word that goes on behind a dot is another word.</summary>
    public bool TakesNames { get; init; }

    public IReadOnlyList<string> Words => words ??= [.. entries.Select(entry => entry.Word)];

    public Func<Parser<char, T>> this[string word]
    {
        set => entries.Add(new(word, value));
    }

    public ByWord<T> With(IEnumerable<string> others, Func<string, Parser<char, T>> production)
    {
        foreach (var word in others)
            this[word] = () => production(word);
        return this;
    }

    public bool Has(ReadOnlySpan<char> word) => Find(word) is not null;

    public Parser<char, T> Get(string word) => Find(word)?.Production ?? throw new UnreachableException($"'{word}' is one of the words");

    public override bool TryParse(ref ParseState<char> state, ref PooledList<Expected<char>> expecteds, [MaybeNullWhen(false)] out T result)
    {
        var reading = Reading.Of(ref state);
        var reader = reading.Reader;
        result = null;
        if (reader.Kind != TokenKind.Identifier)
            return reading.Fail(wanted);

        var entry = (TakesNames && reader.IsDotted ? null : Find(reader.Word)) ?? FindMeant(reading);
        if (entry is not null)
            reader.Take();
        reading.Sync(ref state);
        return entry is null ? reading.FailSaid() : entry.Production.TryParse(ref state, ref expecteds, out result);
    }

    private Entry? FindMeant(Reading reading) => findMeant(reading) is { } meant ? Find(meant) : null;

    private Entry? Find(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (word.SequenceEqual(entries[i].Word))
                return entries[i];
        }

        return null;
    }

    private sealed class Entry(string word, Func<Parser<char, T>> make)
    {
        private Parser<char, T>? production;

        public string Word => word;

        public Parser<char, T> Production => production ??= make();
    }
}
