using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.State.UpToDate;

namespace Dag.Interpreter.Tests.UpToDate;

/// <summary>A folder with a program and its files, in which every run is a process's own: it opens everything anew.</summary>
internal sealed class Place : IDisposable
{
    public const string Program = """
        import "shared.dag"
        task told {
            option name: Text = "a"
            option source: File = file "in.txt"
            option all: Folder = folder "in"
            env DAG_SNAPSHOT_TESTS
            cache disk
            product Text
            run sh "echo $name $(cat $source) $(ls $all | wc -l) $DAG_SNAPSHOT_TESTS"
        }
        task kept { needs told, base; cache disk; fresh 1d; product File; run sh "echo $told $base > $OUT" }
        task all { needs kept }

        """;

    private readonly Clock clock = new();
    private readonly string folder = Directory.CreateTempSubdirectory("dag-known-").FullName;

    public Place(string? program = null)
    {
        Write("main.dag", program ?? Program);
        Write("shared.dag", "task base { cache disk; product Natural; run sh \"echo 7\" }\n");
        Write("in.txt", "read\n");
        Write("in/one", "1");
        Write("beyond", "linked");
        File.CreateSymbolicLink(PathOf("in/link"), PathOf("beyond"));
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name)) ?? folder);
        File.WriteAllText(PathOf(name), text);
    }

    public void Edit(string name, string before, string after) => Write(name, File.ReadAllText(PathOf(name)).Replace(before, after));

    public void Turn(TimeSpan time) => clock.Ahead += time;

    /// <summary>The files that snapshots are kept in.</summary>
    public string[] Snapshots => Directory.Exists(PathOf(".dag/store/snapshots")) ? Directory.GetFiles(PathOf(".dag/store/snapshots")) : [];

    /// <summary>As <c>dag run</c> does it: what is known is told again, else everything is read.</summary>
    /// <param name="options">As in <c>--set</c>.</param>
    public async Task<Course> RunAsync(string target = "kept", bool force = false, params (string Task, string Option, string Text)[] options)
        => await RunAsync(Order(target) with { Options = [.. options.Select(each => new OptionArgument(each.Task, each.Option, each.Text))], Force = force }).ConfigureAwait(false);

    /// <summary>The same of all that a run may be asked for.</summary>
    public async Task<Course> RunAsync(RunOptions asked)
    {
        using var engine = Open();
        var ear = new Ear();
        var known = engine.FindUpToDate(PathOf("main.dag"), asked);
        if (known is not null)
            return new(true, known.Replay(ear), ear.Tasks);

        var read = engine.Read(PathOf("main.dag"));
        using var program = read.Program.ShouldNotBeNull(string.Join('\n', read.Diagnostics));
        return new(false, await engine.RunAsync(program, asked, ear, CancellationToken.None).ConfigureAwait(false), ear.Tasks);
    }

    /// <summary>What a run says of the tasks that fail in it.</summary>
    public async Task<string> FailuresAsync(string target)
    {
        using var engine = Open();
        using var program = engine.Read(PathOf("main.dag")).Program.ShouldNotBeNull();
        var ear = new Ear();
        await engine.RunAsync(program, Order(target), ear, CancellationToken.None).ConfigureAwait(false);
        return string.Join('\n', ear.Failures);
    }

    /// <summary>What the target <c>kept</c> made, as its snapshot tells; null where there is none that holds.</summary>
    /// <param name="reading">Called when the store is read for it.</param>
    public string? Remember(Action reading)
    {
        var state = PathOf(".dag");
        using var stores = new OpenStores(clock);
        var memory = new UpToDateCheck(state, RunFolder.AllIn(state), Open, () => new(new Dictionary<string, string>()), clock);
        var found = memory.Find(new(PathOf("main.dag"), Environment.CurrentDirectory, ["kept"], []), withNames: false);
        return found is null ? null : found.Products.ShouldHaveSingleItem().Raw is DagFile file ? file.ReadText().Trim() : ProductText.Print(found.Products[0]);

        ProductStore? Open()
        {
            reading();
            return stores.Of(state).Store;
        }
    }

    /// <param name="target">None where it is what the file runs itself.</param>
    public static RunOptions Order(string target) => new(target.Length == 0 ? [] : [target], [], 2, false) { IsOfFile = true };

    public RunHistory History()
    {
        using var engine = Open();
        return engine.HistoryOf(PathOf("main.dag"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public DagEngine Open() => new(new(AppContext.BaseDirectory, null), new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), clock);

    /// <summary>The real time, put forward: what was written just now is as good as old.</summary>
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Ahead { get; set; } = TimeSpan.FromMinutes(1);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }

    private sealed class Ear : IRunListener
    {
        public List<string> Tasks { get; } = [];

        public List<string> Failures { get; } = [];

        public void On(RunEvent happened)
        {
            if (happened is RunEvent.TaskFinished(_, var done, _))
                Tasks.Add($"{done} made");
            else if (happened is RunEvent.TaskReused(_, var reused))
                Tasks.Add($"{reused} reused");
            else if (happened is RunEvent.TaskFailed(_, _, { Diagnostic: var said }))
                Failures.Add($"{said.Code} {said.Message}{(said.Hint is { } hint ? $"\n  help: {hint}" : "")}");
        }
    }
}
