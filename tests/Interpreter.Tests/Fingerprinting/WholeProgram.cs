using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>A program from its files to its products, one task at a time.</summary>
internal static class WholeProgram
{
    /// <summary>A line a target with its product, then one for each task whose product was there already, or that failed.</summary>
    public static async Task<string[]> RunAsync(params (string Name, string Text)[] files)
    {
        using var folder = new ProgramFolder(files);
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: null) { CodeFolder = SharedCode.Folder };
        using var engine = new DagEngine(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System);
        var read = engine.Read(Path.Combine(folder.Folder, "main.dag"));
        ProgramFolder.Lines(read.Diagnostics).ShouldBeEmpty();
        using var program = read.Program.ShouldNotBeNull();
        var heard = new Heard();
        var result = await engine.RunAsync(program, new([], [], Workers: 1, KeepGoing: true), heard, CancellationToken.None);
        return [.. result.Products.Select(product => $"{product.Task} = {ProductText.Print(product.Value)}"), .. heard.Lines];
    }

    private sealed class Heard : IRunListener
    {
        public List<string> Lines { get; } = [];

        public void On(RunEvent happened)
        {
            if (happened is RunEvent.TaskReused reused)
                Lines.Add($"{reused.Task} reused");
            else if (happened is RunEvent.TaskFailed failed)
                Lines.Add(failed.Failure.Diagnostic.Message);
        }
    }
}
