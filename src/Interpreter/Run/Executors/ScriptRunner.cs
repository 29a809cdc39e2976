using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Executors;

/// <summary>Runs scripts as processes. Knows nothing of tasks, types and caches: values come as text or as JSON, products go as files.</summary>
internal sealed class ScriptRunner(ProcessStarter starter, TrialFolders folders, CallerVariables caller, PrivateFolders? privately = null)
{
    private static readonly EquatableList<string> Shell = ["sh", "-e", "-c", ScriptCommand.TextPlace];

    private volatile ResolvedPath? resolved;

    /// <summary>Makes the trial's folder if need be, runs the script in it and looks for its product. A disk that refuses is a script that could not be started.</summary>
    public async Task<ScriptExit> RunAsync(ScriptRequest order, CancellationToken cancellation)
    {
        var end = await StartAsync(order, cancellation).ConfigureAwait(false);
        return new ScriptExit(end, end is ProcessExit.Exited(0) ? ProcessProduct.Find(order.OutPath, order.StandardOutputPath) : new ProcessProduct.Nothing());
    }

    private Task<ProcessExit> StartAsync(ScriptRequest order, CancellationToken cancellation)
    {
        ScriptCommand command;
        ProcessRequest process;
        try
        {
            folders.Make(order.Folder);
            if (order.PrivateFolder is { } hidden)
                privately?.Make(hidden);
            command = ScriptCommand.Of(order);
            process = new ProcessRequest(
                command.Program,
                command.Arguments,
                order.Folder,
                ScriptEnvironment.Of(order, caller),
                order.StandardOutputPath,
                order.StandardErrorPath);
        }
        catch (Exception refusal) when (DiskError.Is(refusal))
        {
            return Task.FromResult<ProcessExit>(new ProcessExit.NotStarted($"cannot write to its folder '{order.Folder}': {refusal.Message}"));
        }
        return starter.RunAsync(process with { WithoutShell = FindPlain(order, process) }, cancellation);
    }

    private ProcessRequest? FindPlain(ScriptRequest order, ProcessRequest process)
    {
        if (order.Language.Command != Shell || PlainCommand.Parse(order.Text, process.Environment, order.Folder) is not { } plain || PhysicalPath(order.Folder) is not { } place)
            return null;

        return process with
        {
            Program = plain.Words[0],
            Arguments = EquatableList.Of(plain.Words.Span[1..]),
            // A shell tells those it starts where they stand.
            Environment = process.Environment.Add(new("PWD", place)),
            Redirections = plain.Redirections,
        };
    }

    /// <summary>Without links. The trials of a run have one folder in common, in which there are none.</summary>
    private string? PhysicalPath(string folder)
    {
        var parent = Path.GetDirectoryName(folder) ?? "";
        var last = resolved;
        if (last?.Path != parent && Libc.Resolve(parent) is { } found)
            resolved = last = new(parent, found);
        return last?.Path == parent ? Path.Combine(last.Physical, Path.GetFileName(folder)) : null;
    }

    private sealed record ResolvedPath(string Path, string Physical);
}
