using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Testing;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;

namespace Dag.Interpreter.Tests.Testing;

/// <summary>A program with tests in a folder of its own, read and ready.</summary>
internal sealed class TestBench : IDisposable
{
    private readonly ProgramFolder folder = new();
    private readonly DagEngine engine;

    /// <param name="text">The program; <c>FOLDER</c> in it is where it lies.</param>
    public TestBench(string text)
    {
        folder.Write("main.dag", text.Replace("FOLDER", folder.Folder));
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: null) { CodeFolder = SharedCode.Folder };
        engine = new(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System);
        var read = engine.Read(Path.Combine(folder.Folder, "main.dag"));
        ProgramFolder.Lines(read.Diagnostics).ShouldBeEmpty();
        Program = read.Program.ShouldNotBeNull();
    }

    public DagProgram Program { get; }

    /// <summary>A line a test, and under it a line for all that fails it.</summary>
    public async Task<string[]> RunAsync(int workers, CancellationToken cancellation = default)
    {
        var lines = new List<string>();
        await foreach (var result in new TestRunner(engine, TimeProvider.System).RunAsync(Program, [.. Program.Loaded.Tests], workers, cancellation))
        {
            lines.Add($"{result.GetType().Name} {result.Test.Name}");
            if (result is TestResult.Failed failed)
                lines.AddRange(failed.Diagnostics.Select(diagnostic => diagnostic.Message));
        }

        return [.. lines];
    }

    public string[] Check() => ProgramFolder.Lines(TestCheck.Run(engine, Program));

    /// <summary>What a task of the program itself makes.</summary>
    public async Task<string> MakeAsync(string task)
    {
        var result = await engine.RunAsync(Program, new([task], [], Workers: 1, KeepGoing: false), null, CancellationToken.None);
        return string.Join('\n', result.Products.Select(product => ProductText.Print(product.Value)));
    }

    public void Dispose()
    {
        Program.Dispose();
        engine.Dispose();
        folder.Dispose();
    }
}
