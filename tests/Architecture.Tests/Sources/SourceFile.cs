using System.Text.RegularExpressions;

namespace Dag.Architecture.Tests.Sources;

/// <summary>A C# file by its path in the repository: what it says it leans on, and where it says it is.</summary>
internal sealed partial record SourceFile(string Path, string[] Lines)
{
    /// <summary>The folder of the project: <c>src/Language/Types/DagType.cs</c> is in Language.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The room by its path in the project, as <c>Types</c>, or <c>Run/Trials</c> in a project that has wings; null for a file that is in none.</summary>
    public string? Room => (Path.Split('/'), HasWings(Project)) switch
    {
        ([_, _, var room, _], false) => room,
        ([_, _, var wing, var room, _], true) => $"{wing}/{room}",
        _ => null,
    };

    public string? Namespace => Lines.Select(line => NamespacePattern().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    public bool HasGlobalUsing => Lines.Any(line => line.StartsWith("global using", StringComparison.Ordinal));

    /// <summary>The rooms of ours it names, as project and room: by a using of any kind, or by a full name in the code.</summary>
    public IEnumerable<(string Project, string Room)> Uses()
    {
        var code = Lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && !line.StartsWith("namespace ", StringComparison.Ordinal));
        return code.SelectMany(line => RoomPattern().Matches(line))
            .Select(match => (match.Groups[1].Value, HasWings(match.Groups[1].Value) ? $"{match.Groups[2].Value}/{match.Groups[3].Value}" : match.Groups[2].Value))
            .Distinct();
    }

    /// <summary>Whether the rooms of a project lie in wings.</summary>
    public static bool HasWings(string project) => project == "Interpreter";

    [GeneratedRegex(@"^namespace ([\w.]+);")]
    private static partial Regex NamespacePattern();

    [GeneratedRegex("""(?<!["\w.])Dag\.(Language|Interpreter|Repl)\.(\w+)(?:\.(\w+))?""")]
    private static partial Regex RoomPattern();
}
