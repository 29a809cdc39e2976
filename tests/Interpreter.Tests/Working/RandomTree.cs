using System.Globalization;

namespace Dag.Interpreter.Tests.Working;

/// <summary>
/// A random tree of processes that tries to get away from whoever started it: every node is a shell script in the tree's folder, started by its parent in one of the ways in which
/// daemons and tools leave their parents, and every leaf sleeps for a length of time that is the tree's own.
/// </summary>
public sealed class RandomTree
{
    private const int MostChildren = 3;
    private const int Deepest = 4;

    // CHILD is a command that goes on for long; each of these is a line that comes to its end at once.
    private static readonly string[] Starts =
    [
        "CHILD &",
        "setsid CHILD &",
        "(CHILD &)",
        "(setsid CHILD &) &",
        "nohup CHILD >/dev/null 2>&1 &",
        "timeout 2000 CHILD &",
        "env -i setsid CHILD &",
        "(cd /; exec setsid CHILD) >/dev/null 2>&1 0</dev/null &",
        "setsid sh -c 'CHILD & exit' >/dev/null 2>&1",
        "/bin/sh -c 'set -m; CHILD & exit'",
        "(trap '' TERM INT HUP QUIT; env -i /bin/sh -c 'cd /; (exec setsid CHILD) >/dev/null 2>&1 &') &",
        "setsid -f env -i CHILD </dev/null >/dev/null 2>&1",
    ];

    private static readonly string[] Moods = ["", "trap '' TERM INT HUP QUIT", "trap 'exit 3' TERM", "cd /", "exec </dev/null >/dev/null 2>&1", "unset OUT PATH; PATH=/usr/bin:/bin", "umask 0"];

    private readonly Random random;
    private readonly string folder;
    private int nodes;

    public RandomTree(int seed, string folder)
    {
        random = new(seed);
        this.folder = folder;
        Token = string.Create(CultureInfo.InvariantCulture, $"1{random.Next(1000, 10_000)}.{Guid.NewGuid().ToByteArray().Aggregate(0UL, (sum, part) => sum * 31 + part) % 1_000_000_000:D9}");
        Root = Write(Deepest);
    }

    /// <summary>How long its leaves sleep: no other process has it among its words.</summary>
    public string Token { get; }

    /// <summary>The command that starts it.</summary>
    public string Root { get; }

    /// <summary>What it does when all of it is started: the root goes on, ends well or fails.</summary>
    public string Ending(int kind) => kind switch
    {
        0 => "exit 0",
        1 => "exit 3",
        2 => $"exec sleep {Token}",
        _ => $"trap '' TERM INT HUP QUIT; while :; do sleep {Token}; done",
    };

    /// <summary>Those of its processes that live.</summary>
    public IReadOnlyList<string> Living()
        => [.. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(process[^1])).Select(WordsOf).Where(words => words.Contains(Token, StringComparison.Ordinal) || words.Contains(folder + "/node", StringComparison.Ordinal))];

    private string Write(int depth)
    {
        var path = Path.Combine(folder, $"node{nodes++}");
        var children = depth == 0 ? 0 : random.Next(depth == Deepest ? 1 : 0, MostChildren + 1);
        var lines = Enumerable.Range(0, children).Select(_ => Starts[random.Next(Starts.Length)].Replace("CHILD", Write(depth - 1), StringComparison.Ordinal)).ToList();
        lines.Insert(0, Moods[random.Next(Moods.Length)]);
        lines.Add(depth == Deepest ? "" : random.Next(3) == 0 && children > 0 ? "exit 0" : $"exec /bin/sleep {Token}");
        File.WriteAllLines(path, lines);
        return $"/bin/sh {path}";
    }

    private static string WordsOf(string process)
    {
        try
        {
            return File.ReadAllText(process + "/cmdline").Replace('\0', ' ');
        }
        catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
