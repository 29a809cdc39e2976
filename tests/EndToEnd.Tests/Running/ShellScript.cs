using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// A shell script that calls the program as <c>dag</c>, where mounting is private to it: what it mounts is gone when it ends. Where nothing may be mounted it is told so,
/// and does the same in another way.
/// </summary>
internal static class ShellScript
{
    private static readonly string[][] Privacies = [["unshare", "-m"], ["unshare", "-Urm"]];

    // The program, and what only a script needs of it.
    private const string Prelude = """
        dag() { dotnet exec "$DAG_DLL" "$@"; }
        told() { echo "=== $1"; shift; "$@" 2>&1; echo "exit $?"; }

        """;

    /// <summary>How to mount here: the words before a command; none where it is not allowed.</summary>
    public static IReadOnlyList<string> Privacy { get; } = Privacies.FirstOrDefault(CanMount) ?? [];

    /// <summary>What the script prints, by the names of the steps it tells of.</summary>
    public static (string Step, string Printed)[] Run(DagProcess dag, string script, IReadOnlyList<string> before)
    {
        dag.With("script.sh", Prelude + script);
        string[] words = [.. before, "sh", "script.sh"];
        var start = dag.StartInfo([]);
        var shell = new ProcessStartInfo(words[0], words[1..]) { WorkingDirectory = dag.Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in start.Environment)
            shell.Environment[name] = value;
        shell.Environment["DAG_DLL"] = DagProcess.Program;
        shell.Environment["PATH"] = $"{Path.GetDirectoryName(Environment.ProcessPath)}:/usr/local/sbin:/usr/sbin:/sbin:{start.Environment["PATH"]}";

        // It takes a file of two gigabytes to start with, which no limit would let through.
        shell.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(shell) ?? throw new InvalidOperationException($"{words[0]} was not started");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        (process.ExitCode, error.Result).ShouldBe((0, ""), printed);
        return [.. dag.Shown(printed).Split("=== ", StringSplitOptions.RemoveEmptyEntries).Select(step => (step[..step.IndexOf('\n')], step[(step.IndexOf('\n') + 1)..].TrimEnd('\n')))];
    }

    private static bool CanMount(string[] privacy)
    {
        var folder = Directory.CreateTempSubdirectory("dag-mount-");
        try
        {
            using var process = Process.Start(new ProcessStartInfo(privacy[0], [.. privacy[1..], "mount", "-t", "tmpfs", "-o", "size=64k", "none", folder.FullName]) { RedirectStandardError = true, RedirectStandardOutput = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
        finally
        {
            folder.Delete();
        }
    }
}
