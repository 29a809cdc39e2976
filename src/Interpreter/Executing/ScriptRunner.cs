namespace Dag.Interpreter.Executing;

/// <summary>Runs scripts as processes. Knows nothing of tasks, types and caches: values come as text or as JSON, products go as files.</summary>
internal sealed class ScriptRunner(ProcessStarter starter, TrialFolders folders, CallerVariables caller)
{
    /// <summary>Makes the trial's folder if need be, runs the script in it and looks for its product. A disk that refuses is a script that could not be started.</summary>
    public async Task<ScriptEnd> RunAsync(ScriptOrder order, CancellationToken cancellation)
    {
        var end = await StartAsync(order, cancellation).ConfigureAwait(false);
        return new ScriptEnd(end, end is ProcessEnd.Exited(0) ? ProcessProduct.Find(order.OutPath, order.StandardOutputPath) : new ProcessProduct.Nothing());
    }

    private Task<ProcessEnd> StartAsync(ScriptOrder order, CancellationToken cancellation)
    {
        ScriptCommand command;
        ProcessOrder process;
        try
        {
            folders.Make(order.Folder);
            command = ScriptCommand.Of(order);
            process = new ProcessOrder(
                command.Program,
                command.Arguments,
                order.Folder,
                ScriptEnvironment.Of(order, caller),
                order.StandardOutputPath,
                order.StandardErrorPath);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<ProcessEnd>(new ProcessEnd.NotStarted($"its folder '{order.Folder}' cannot be written: {refusal.Message}"));
        }
        return starter.RunAsync(process, cancellation);
    }
}
