using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag run --watch</c>: runs, and again whenever the file, an import or an input of the run has changed, until it is cancelled.</summary>
internal static class WatchLoop
{
    // Editors and tools write a file in several steps.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    public static async Task<int> RunAsync(CommandContext context, RunArguments arguments, CancellationToken cancellation)
    {
        var inputs = context.Engine.Inputs = new();
        while (true)
        {
            inputs.Clear();
            await RunCommand.RunAsync(context, arguments, cancellation).ConfigureAwait(false);
            if (cancellation.IsCancellationRequested)
                return ExitCode.Interrupted;

            Say(context, arguments, JsonAnswers.OfWaiting(inputs), $"waiting for changes to {Counted(inputs)}; Ctrl-C ends\n");
            if (await FindChangedAsync(inputs, context.Clock, cancellation).ConfigureAwait(false) is not { } changed)
                return ExitCode.Interrupted;

            Say(context, arguments, JsonAnswers.OfChanged(changed), $"changed: {Named(changed)}\n");
        }
    }

    // Null where it was cancelled before.
    private static async Task<IReadOnlyList<string>?> FindChangedAsync(RunInputs inputs, TimeProvider clock, CancellationToken cancellation)
    {
        using var changes = new DiskChanges(inputs.Files, inputs.Folders, clock);
        try
        {
            // What has changed during the run gave no signal.
            while (true)
            {
                if (inputs.FindChanged() is { Count: > 0 } changed)
                    return changed;

                await changes.WaitAsync(Quiet, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static void Say(CommandContext context, RunArguments arguments, string json, string text)
    {
        if (arguments.Json)
            context.Terminal.Write(json);
        else if (arguments.Progress != ProgressMode.None)
            context.Terminal.WriteError(context.Paint.Faint(text.TrimEnd('\n')) + "\n");
    }

    private static string Counted(RunInputs inputs)
        => $"{Counted(inputs.Files.Count, "file")}{(inputs.Folders.Count == 0 ? "" : $" and {Counted(inputs.Folders.Count, "folder")}")}";

    private static string Counted(int count, string thing) => $"{count} {thing}{(count == 1 ? "" : "s")}";

    private static string Named(IReadOnlyList<string> paths)
        => string.Join(", ", paths.Take(3).Select(path => VisibleText.OfOneLine(Path.GetRelativePath(Environment.CurrentDirectory, path)))) + (paths.Count > 3 ? $" and {paths.Count - 3} more" : "");
}
