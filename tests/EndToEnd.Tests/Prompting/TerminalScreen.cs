using System.Diagnostics;
using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Prompting;

/// <summary>A real terminal with the built program in it: keys go in, the screen comes out. It is tmux, and without that it says so.</summary>
internal sealed class TerminalScreen : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(30);

    private readonly DagProcess dag;
    private readonly string socket = $"dag-{Guid.NewGuid():N}";

    public TerminalScreen(DagProcess dag, string terminal, params string[] words)
    {
        this.dag = dag;
        string[] program =
        [
            "env", "-u", "NO_COLOR", "-u", "DAG_CACHE", $"XDG_CACHE_HOME={dag.Home}", $"TERM={terminal}", "PATH=/usr/local/bin:/usr/bin:/bin",
            "dotnet", "exec", DagProcess.Program, .. words,
        ];
        var line = string.Join(' ', program.Select(word => $"'{word}'")) + "; echo \"left with $?\"; exec cat";
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "40", "-c", dag.Folder, line);
    }

    /// <summary>Types letters as they are, and keys by their names in tmux.</summary>
    public TerminalScreen Type(string letters, params string[] keys)
    {
        if (letters.Length > 0)
            Tmux("send-keys", "-l", letters);
        if (keys.Length > 0)
            Tmux(["send-keys", .. keys]);
        return this;
    }

    /// <summary>Pastes a text, with its begin and end marked where the program asked for that.</summary>
    public TerminalScreen Paste(string text, bool isMarked)
    {
        Tmux("set-buffer", text);
        Tmux(isMarked ? ["paste-buffer", "-p"] : ["paste-buffer"]);
        return this;
    }

    /// <summary>Waits until the screen shows a text below all else.</summary>
    public TerminalScreen Until(string shown)
    {
        var clock = Stopwatch.StartNew();
        while (!Shown().TrimEnd().EndsWith(shown.TrimEnd(), StringComparison.Ordinal))
            WaitForIt(clock, shown);
        return this;
    }

    /// <summary>Waits until the screen shows a text anywhere.</summary>
    public TerminalScreen UntilSeen(string shown)
    {
        var clock = Stopwatch.StartNew();
        while (!Shown().Contains(shown, StringComparison.Ordinal))
            WaitForIt(clock, shown);
        return this;
    }

    /// <summary>The screen as it is, without blanks at the ends of lines and below.</summary>
    public string Shown()
        => dag.Shown(string.Join('\n', Tmux("capture-pane", "-p").Split('\n').Select(line => line.TrimEnd())).TrimEnd());

    /// <summary>The same with its colours.</summary>
    public string Coloured() => Tmux("capture-pane", "-p", "-e");

    public void Dispose() => Tmux("kill-server");

    private void WaitForIt(Stopwatch clock, string shown)
    {
        if (clock.Elapsed > Patience)
            throw new TimeoutException($"'{shown}' was never shown. The screen:\n{Shown()}");

        Thread.Sleep(Beat);
    }

    private string Tmux(params string[] words)
    {
        try
        {
            using var tmux = Process.Start(new ProcessStartInfo("tmux", ["-L", socket, .. words]) { RedirectStandardOutput = true, RedirectStandardError = true })
                ?? throw new InvalidOperationException("tmux was not started");
            var error = tmux.StandardError.ReadToEndAsync();
            var output = tmux.StandardOutput.ReadToEnd();
            tmux.WaitForExit();
            return tmux.ExitCode == 0 ? output : throw new InvalidOperationException($"tmux {string.Join(' ', words)}: {error.Result}");
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InvalidOperationException("tmux is missing: .ci/run installs it with apt-get install tmux", missing);
        }
    }
}
