namespace Dag.Interpreter.State.Journals;

/// <summary>Record of what was decided about a product, and why.</summary>
public sealed record CacheRecord(CachePlace Place, string Why)
{
    private static readonly string[] Words = Enum.GetNames<CachePlace>().Select(name => name.ToLowerInvariant()).ToArray();

    // What journals of format 1 say of each place, before the reason.
    private static readonly (CachePlace Place, string Before)[] Older =
    [
        (CachePlace.Disk, "kept on disk: "), (CachePlace.Refused, "kept in memory only: the disk would not take it: "), (CachePlace.Memory, "kept in memory only: "),
        (CachePlace.Nowhere, "kept nowhere: "), (CachePlace.Unstorable, "not to be stored: "),
    ];

    /// <summary>The place as a journal has it.</summary>
    public string Word => Words[(int)Place];

    /// <summary>Null where the word names no place.</summary>
    internal static CacheRecord? Find(string? word, string? why) => Array.IndexOf(Words, word) is >= 0 and var place ? new((CachePlace)place, why ?? "") : null;

    /// <summary>The record that a sentence of a journal of format 1 stands for; null where it is none.</summary>
    internal static CacheRecord? FindOlder(string? sentence)
    {
        if (sentence is null)
            return null;

        foreach (var (place, before) in Older)
        {
            if (sentence.StartsWith(before, StringComparison.Ordinal))
                return new(place, sentence[before.Length..]);
        }

        return null;
    }

    public override string ToString() => Place switch
    {
        CachePlace.Disk => $"cached on disk: {Why}",
        CachePlace.Memory => $"cached in memory only: {Why}",
        CachePlace.Nowhere => $"not cached: {Why}",
        CachePlace.Unstorable => $"not storable: {Why}",
        _ => $"cached in memory only: cannot write to disk: {Why}",
    };
}

/// <summary>Where a product is kept.</summary>
public enum CachePlace
{
    Disk,
    Memory,
    Nowhere,

    /// <summary>In memory: it cannot be stored.</summary>
    Unstorable,

    /// <summary>In memory: the disk refused it.</summary>
    Refused,
}
