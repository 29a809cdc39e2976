using Dag.Architecture.Tests.Sources;

namespace Dag.Architecture.Tests.Rooms;

/// <summary>What <c>src/ROOMS.md</c> says: every project's rooms, and the rooms of the same project each may use.</summary>
internal sealed record RoomMap(IReadOnlyList<RoomLine> Rooms)
{
    /// <summary>Projects in the order of their arrows: each may use all of those before it.</summary>
    public static IReadOnlyList<string> Projects { get; } = ["Language", "Interpreter", "Repl"];

    public static RoomMap Read() => Parse(File.ReadAllLines(Path.Combine(Repository.Root, "src", "ROOMS.md")));

    public static RoomMap Parse(IEnumerable<string> lines)
    {
        var rooms = new List<RoomLine>();
        var project = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                project = line[3..].Trim();
            if (line.Split('|') is not ["", var name, var purpose, var uses, ""] || name.Trim() is "room" or "---")
                continue;

            rooms.Add(new(project, name.Trim(), purpose.Trim(), uses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));
        }

        return new(rooms);
    }

    public RoomLine? Find(string project, string? name) => Rooms.FirstOrDefault(room => room.Project == project && room.Name == name);

    /// <summary>Whether one room may name another.</summary>
    public bool Allows(RoomLine from, string project, string name)
    {
        if (from.Project == project)
            return from.Name == name || from.Uses.Contains(name);

        return Projects.ToList().IndexOf(project) < Projects.ToList().IndexOf(from.Project);
    }
}

/// <summary>A row of the map.</summary>
internal sealed record RoomLine(string Project, string Name, string Purpose, IReadOnlyList<string> Uses)
{
    public override string ToString() => $"{Project}/{Name}";
}
