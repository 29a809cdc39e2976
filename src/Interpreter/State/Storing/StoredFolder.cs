using System.Text.Json;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>A folder of a product as its object has it: the name it had, and by their ways below it its files, its links and the folders that are empty.</summary>
internal sealed record StoredFolder(string Name, IReadOnlyList<StoredFile> Files, IReadOnlyList<StoredLink> Links, IReadOnlyList<string> Empty)
{
    /// <summary>Makes sure that nothing of it lies or leads outside of it, or behind a link of its own.</summary>
    /// <exception cref="JsonException">Something does.</exception>
    public void Check()
    {
        StoredNames.CheckName(Name);
        if (Files is null || Links is null || Empty is null || Files.Contains(null) || Links.Contains(null))
            throw new JsonException("a folder has files, links and empty folders");

        var links = new Dictionary<string, string>(StringComparer.Ordinal);
        var leaves = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Files)
            CheckLeaf(file.Name, leaves);
        foreach (var link in Links)
        {
            CheckLeaf(link.Name, leaves);
            links[link.Name] = link.Target ?? "";
        }

        foreach (var folder in Empty)
            StoredNames.CheckWay(folder?.TrimEnd('/'));
        if (Files.Select(file => file.Name).Concat(links.Keys).Concat(Empty.Select(empty => empty.TrimEnd('/') + "/-")).Any(way => IsBehind(way, leaves)))
            throw new JsonException("a part of a folder is below another that is not a folder");
        if (links.Keys.Any(link => !FolderLinks.StaysInside(link, links)))
            throw new JsonException("a link of a stored folder points outside it");
    }

    /// <summary>The same with names as the store writes them.</summary>
    public StoredFolder WithTexts() => Mapped(NameText.Of);

    /// <summary>The same with names as they are on a disk.</summary>
    /// <exception cref="JsonException">One is written in a way that no store has.</exception>
    public StoredFolder WithNames() => Mapped(text => NameText.Find(text) ?? throw new JsonException("a stored name is not written as names are"));

    // Files have theirs written by themselves.
    private StoredFolder Mapped(Func<string, string> map) => new(
        Map(Name, map),
        Files,
        Links is null || Links.Contains(null) ? throw new JsonException("a folder has files, links and empty folders") : Links.Select(link => new StoredLink(Map(link.Name, map), Map(link.Target, map))).ToList(),
        Empty is null ? throw new JsonException("a folder has files, links and empty folders") : Empty.Select(empty => Map(empty, map)).ToList());

    private static string Map(string? text, Func<string, string> map) => text is null ? "" : map(text);

    private static void CheckLeaf(string way, HashSet<string> leaves)
    {
        StoredNames.CheckWay(way);
        if (!leaves.Add(way))
            throw new JsonException("two parts of a folder have the same name");
    }

    private static bool IsBehind(string way, HashSet<string> leaves)
    {
        for (var end = way.LastIndexOf('/'); end > 0; end = way.LastIndexOf('/', end - 1))
        {
            if (leaves.Contains(way[..end]))
                return true;
        }

        return false;
    }
}

/// <summary>A link in a folder of a product: its way below the folder, and what it says.</summary>
internal sealed record StoredLink(string Name, string Target);
