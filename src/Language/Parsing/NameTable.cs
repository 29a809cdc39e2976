namespace Dag.Language.Parsing;

/// <summary>Keeps one string for each name of a text, however often it is written.</summary>
internal sealed class NameTable
{
    private readonly HashSet<string> known;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public NameTable()
    {
        known = new(StringComparer.Ordinal);
        bySpan = known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Of(ReadOnlySpan<char> name)
    {
        if (bySpan.TryGetValue(name, out var kept))
            return kept;

        kept = name.ToString();
        known.Add(kept);
        return kept;
    }
}
