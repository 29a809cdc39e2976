namespace Dag.Language.Parsing;

/// <summary>What a script says: the lines of a raw text without the blanks that all of them begin with, so that Python and here-documents may stand as deep
/// in a task as its other clauses.</summary>
internal static class ScriptText
{
    public static string Of(string raw)
    {
        var lines = raw.Split('\n');
        string? shared = null;
        foreach (var line in lines)
        {
            if (!string.IsNullOrWhiteSpace(line))
                shared = shared is null ? BlanksOf(line) : shared[..shared.AsSpan().CommonPrefixLength(line)];
        }

        return string.IsNullOrEmpty(shared)
            ? raw
            : string.Join('\n', lines.Select(line => line.StartsWith(shared, StringComparison.Ordinal) ? line[shared.Length..] : ""));
    }

    private static string BlanksOf(string line) => line[..^line.AsSpan().TrimStart().Length];
}
