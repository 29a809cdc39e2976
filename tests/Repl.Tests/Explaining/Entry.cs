using Dag.EndToEnd.Tests.Running;

namespace Dag.Repl.Tests.Explaining;

/// <summary>What is known of one code: a program with the mistake and the command that shows it, the program or command without it; or, where no program alone shows it, a message.</summary>
internal sealed record Entry(string Code)
{
    private const string Start = "=== ";

    public string? About { get; private set; }

    /// <summary>A message as it looks, of what depends on the machine.</summary>
    public string? Shown { get; private set; }

    public string Wrong { get; private set; } = "";

    /// <summary>Null where the program was right, and the command wrong.</summary>
    public string? Right { get; private set; }

    public List<string> WrongCommands { get; } = [];

    public List<string> RightCommands { get; } = [];

    /// <summary>Files beside the program.</summary>
    public List<(string Name, string Text)> Files { get; } = [];

    /// <summary>Files that are there only when it is right.</summary>
    public List<(string Name, string Text)> RightFiles { get; } = [];

    public static IReadOnlyList<Entry> All { get; } = Read(Repository.Text("tests/Repl.Tests/Explaining/entries.txt"));

    private static List<Entry> Read(string text)
    {
        var entries = new List<Entry>();
        var (lines, take) = (new List<string>(), (Action<string>?)null);
        void End()
        {
            take?.Invoke(string.Join('\n', lines).Trim('\n') + "\n");
            (lines, take) = ([], null);
        }

        foreach (var line in text.Split('\n'))
        {
            if (line.StartsWith(Start, StringComparison.Ordinal))
            {
                End();
                entries.Add(new(line[Start.Length..]));
            }
            else if (entries.Count > 0 && entries[^1].Directive(line) is { } next)
            {
                End();
                take = next;
            }
            else
            {
                lines.Add(line);
            }
        }

        End();
        return entries;
    }

    private Action<string>? Directive(string line)
    {
        if (line.StartsWith("about ", StringComparison.Ordinal))
            About = line["about ".Length..];
        else if (line.StartsWith("$> ", StringComparison.Ordinal))
            RightCommands.Add(line[3..]);
        else if (line.StartsWith("$ ", StringComparison.Ordinal))
            WrongCommands.Add(line[2..]);
        else
            return line switch
            {
                "wrong:" => text => Wrong = text,
                "right:" => text => Right = text,
                "shown:" => text => Shown = text,
                _ when line.StartsWith("file ", StringComparison.Ordinal) => text => Files.Add((line["file ".Length..^1], text)),
                _ when line.StartsWith("right file ", StringComparison.Ordinal) => text => RightFiles.Add((line["right file ".Length..^1], text)),
                _ => null,
            };
        return _ => { };
    }
}
