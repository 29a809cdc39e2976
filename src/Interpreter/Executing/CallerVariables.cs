using System.Collections;
using System.Collections.Frozen;

namespace Dag.Interpreter.Executing;

/// <summary>The environment this program was called with, as it was when looked at. Scripts see little of it: see <see cref="AlwaysPassed"/>.</summary>
public sealed class CallerVariables(IEnumerable<KeyValuePair<string, string>> variables)
{
    private readonly FrozenDictionary<string, string> values = variables.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What every script sees, where the caller has it.</summary>
    public static IReadOnlyList<string> AlwaysPassed { get; } = ["PATH", "HOME", "LANG", "TMPDIR"];

    public static CallerVariables OfThisProgram() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create(entry.Key.ToString() ?? "", entry.Value?.ToString() ?? "")));

    public string? Find(string name) => values.GetValueOrDefault(name);
}
