using System.Collections;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>The environment this program was called with, as it was when looked at. Scripts see little of it: see <see cref="AlwaysPassed"/>.</summary>
internal sealed class CallerVariables(IReadOnlyDictionary<string, string> variables)
{
    private readonly Dictionary<string, string> values = new(variables, StringComparer.Ordinal);

    /// <summary>What every script sees, where the caller has it.</summary>
    public static IReadOnlyList<string> AlwaysPassed { get; } = ["PATH", "HOME", "LANG", "TMPDIR"];

    private const char Replaced = '\uFFFD';

    // A loop, where a query over entries would have to be compiled at every start.
    public static CallerVariables OfThisProgram()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var isWhole = true;
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var value = entry.Value?.ToString() ?? "";
            isWhole &= !value.Contains(Replaced);
            variables[entry.Key.ToString() ?? ""] = value;
        }

        return new(isWhole ? variables : WithBytes(variables));
    }

    public string? Find(string name) => values.GetValueOrDefault(name);

    // .NET puts one and the same character in the place of all bytes that are not UTF-8. The system still has what this program was started with.
    private static Dictionary<string, string> WithBytes(Dictionary<string, string> variables)
    {
        foreach (var text in StartWords.Variables())
        {
            if (text.IndexOf('=') is > 0 and var end && variables.TryGetValue(text[..end], out var value) && value.Contains(Replaced))
                variables[text[..end]] = text[(end + 1)..];
        }

        return variables;
    }
}
