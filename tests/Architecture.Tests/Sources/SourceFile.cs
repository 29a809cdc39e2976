using System.Text.RegularExpressions;

namespace Dag.Architecture.Tests.Sources;

/// <summary>A C# file by its path in the repository: what it says it leans on, and where it says it is.</summary>
internal sealed partial record SourceFile(string Path, string[] Lines)
{
    /// <summary>The project's folder and the room in it: <c>src/Language/Types/DagType.cs</c> is in Types of Language.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The room, or nothing for a file that is not directly in one.</summary>
    public string? Room => Path.Split('/') is [_, _, var room, _] ? room : null;

    public string? Namespace => Lines.Select(line => NamespacePattern().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    public bool HasGlobalUsing => Lines.Any(line => line.StartsWith("global using", StringComparison.Ordinal));

    /// <summary>The rooms of ours it names, as project and room: by a using of any kind, or by a full name in the code.</summary>
    public IEnumerable<(string Project, string Room)> Uses()
    {
        var code = Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal));
        return code.SelectMany(line => RoomPattern().Matches(line)).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct();
    }

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespacePattern();

    [GeneratedRegex("""(?<!["\w.])Dag\.(Language|Interpreter|Repl)\.(\w+)""")]
    private static partial Regex RoomPattern();
}
