using System.Text;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Repl.Prompting;

/// <summary>What was typed in a project, this session's inputs last: for suggestions, for the search in it and to be listed. The line editor keeps the file.</summary>
internal sealed class PromptHistory
{
    private const int Most = 5000;

    private readonly List<string> inputs = [];

    /// <param name="path">The file of the line editor: an input a line, in base64; null where there is none.</param>
    public PromptHistory(string? path)
    {
        if (path is null)
            return;

        try
        {
            foreach (var line in File.ReadLines(path).TakeLast(Most))
            {
                if (Read(line) is { Length: > 0 } input)
                    Add(input);
            }
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // Without it there is less to suggest.
        }
    }

    /// <summary>All inputs, the last one last; of those that follow themselves one.</summary>
    public IReadOnlyList<string> All => inputs;

    public string? FindLast(Func<string, bool> isMeant) => inputs.FindLast(input => isMeant(input));

    public void Add(string input)
    {
        if (input.Trim() is { Length: > 0 } typed && (inputs.Count == 0 || inputs[^1] != typed))
            inputs.Add(typed);
    }

    /// <summary>The rest of the last input of one line that begins so; empty where there is none.</summary>
    public string RestOf(string begun)
        => begun.Length > 0 && FindLast(input => input.Length > begun.Length && input.StartsWith(begun, StringComparison.Ordinal) && !input.Contains('\n')) is { } found ? found[begun.Length..] : "";

    /// <summary>Those that have a text in them, the last one first, each once.</summary>
    public IReadOnlyList<string> Search(string text)
        => [.. inputs.AsEnumerable().Reverse().Distinct().Where(input => input.Contains(text, StringComparison.OrdinalIgnoreCase))];

    private static string? Read(string line)
    {
        var bytes = new byte[line.Length];
        return Convert.TryFromBase64String(line, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
