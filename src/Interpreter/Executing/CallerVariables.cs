using System.Collections;

namespace Dag.Interpreter.Executing;

/// <summary>The environment this program was called with, as it was when looked at. Scripts see little of it: see <see cref="AlwaysPassed"/>.</summary>
public sealed class CallerVariables(IReadOnlyDictionary<string, string> variables)
{
    private readonly Dictionary<string, string> values = new(variables, StringComparer.Ordinal);

    /// <summary>What every script sees, where the caller has it.</summary>
    public static IReadOnlyList<string> AlwaysPassed { get; } = ["PATH", "HOME", "LANG", "TMPDIR"];

    // A loop, where a query over entries would have to be compiled at every start.
    public static CallerVariables OfThisProgram()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
            variables[entry.Key.ToString() ?? ""] = entry.Value?.ToString() ?? "";
        return new(variables);
    }

    public string? Find(string name) => values.GetValueOrDefault(name);
}
