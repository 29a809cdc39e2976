namespace Dag.Language.Diagnostics;

/// <summary>Suggestions for the mistakes of one text. Each looks at all names there are, so only the first mistakes get one.</summary>
public sealed class Suggestions
{
    private const int Most = 20;

    private int looked;

    /// <summary>The hint, or null where nothing is near or enough was looked for.</summary>
    public string? For(string typed, IEnumerable<string> known) => TryLook() ? Suggestion.For(typed, known) : null;

    /// <summary>Whether all names may be looked at once more.</summary>
    public bool TryLook() => looked++ < Most;
}
