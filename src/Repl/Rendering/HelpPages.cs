namespace Dag.Repl.Rendering;

/// <summary>Pages of help that are not of one command: the language, queries and types, and an entry for each code of a message.</summary>
internal static class HelpPages
{
    public const string Troubleshooting = "troubleshooting.md";

    private const string Heading = "## ";
    private const string Fence = "```";
    private const string Margin = "    ";

    /// <summary>The names of the pages.</summary>
    public static IReadOnlyList<string> Names { get; } = ["language", "query", "types"];

    /// <summary>Null where there is no such page.</summary>
    public static string? Find(string name) => Names.Contains(name) ? Read($"{name}.txt") : null;

    /// <summary>The codes of all messages.</summary>
    public static IReadOnlyList<string> Codes()
        => Read(Troubleshooting).Split('\n').Where(line => line.StartsWith(Heading, StringComparison.Ordinal)).Select(line => line[Heading.Length..]).ToList();

    /// <summary>The entry of a code: a program with the mistake, its message, and the program without it; null where no message has the code.</summary>
    public static string? FindEntry(string code)
    {
        var page = Read(Troubleshooting);
        var start = page.IndexOf($"\n{Heading}{code}\n", StringComparison.Ordinal);
        if (start < 0)
            return null;

        var end = page.IndexOf($"\n{Heading}", start + 1, StringComparison.Ordinal);
        return Plain(page[(start + 1 + Heading.Length)..(end < 0 ? page.Length : end)].Trim('\n'));
    }

    // Blocks are set apart by their margin, as nothing else in a terminal.
    private static string Plain(string entry)
    {
        var (lines, isBlock) = (new List<string>(), false);
        foreach (var line in entry.Split('\n'))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
                isBlock = !isBlock;
            else
                lines.Add(isBlock && line.Length > 0 ? Margin + line : line);
        }

        return string.Join('\n', lines) + "\n";
    }

    private static string Read(string name)
    {
        using var stream = typeof(HelpPages).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"the page '{name}' is part of the program");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
