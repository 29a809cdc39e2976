using System.ComponentModel;
using System.Diagnostics;

namespace Dag.Repl.Prompting;

/// <summary>A program that gets the terminal for as long as it runs: a shell's line, an editor, a pager.</summary>
internal static class ChildProgram
{
    private const int NotFound = 127;

    /// <summary>Runs a line of the shell on this terminal; gives its exit code.</summary>
    public static async Task<int> RunAsync(string line)
    {
        using var process = Start(line, hasInput: false);
        await process.WaitForExitAsync().ConfigureAwait(false);
        return process.ExitCode;
    }

    /// <summary>Hands a text to a program that reads it from its standard input, such as a pager.</summary>
    public static async Task RunWithInputAsync(string line, string text)
    {
        using var process = Start(line, hasInput: true);
        try
        {
            await process.StandardInput.WriteAsync(text).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A pager that is left early reads no further.
        }

        await process.WaitForExitAsync().ConfigureAwait(false);
    }

    /// <summary>The text as it is once an editor was left; null with the reason where the editor could not be started.</summary>
    public static async Task<(string? Text, string Why)> EditAsync(string editor, string text)
    {
        var folder = Directory.CreateTempSubdirectory("dag-edit-");
        try
        {
            var file = Path.Combine(folder.FullName, "input.dag");
            await File.WriteAllTextAsync(file, text + "\n").ConfigureAwait(false);
            var exit = await RunAsync($"{editor} '{file}'").ConfigureAwait(false);
            if (exit == NotFound)
                return (null, "it was not found");

            return exit == 0 ? ((await File.ReadAllTextAsync(file).ConfigureAwait(false)).TrimEnd('\n', '\r', ' '), "") : (null, $"it ended with {exit}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Process Start(string line, bool hasInput)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", line]) { RedirectStandardInput = hasInput, UseShellExecute = false };
        return Process.Start(start) ?? throw new Win32Exception("the shell was not started");
    }
}
