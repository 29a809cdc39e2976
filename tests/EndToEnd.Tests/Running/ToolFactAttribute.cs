using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A test of scripts that call a tool, skipped, to be seen, where the tool is not on the machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    /// <param name="trial">A shell command that succeeds where the tool is there.</param>
    public ToolFactAttribute(string tool, string trial)
    {
        if (!Succeeds(trial))
            Skip = $"needs {tool}";
    }

    private static bool Succeeds(string trial)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"({trial}) > /dev/null 2>&1"]);
        start.Environment["PATH"] = DagProcess.SearchPath;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sh was not started");
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
