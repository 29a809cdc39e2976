using System.Runtime.CompilerServices;
using System.Text;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>A folder with a program, and a session that it was opened in: what is said to it, and what it answers.</summary>
internal sealed class Bench : IDisposable
{
    private readonly DagEngine engine;

    public Bench(string text, params (string Name, string Text)[] others)
        : this(others, bench => bench.engine.Read(bench.Write("main.dag", text)))
    {
    }

    /// <summary>One whose runs have so many workers.</summary>
    public static Bench Of(int workers, string text) => new([], bench => bench.engine.Read(bench.Write("main.dag", text)), workers);

    private Bench((string Name, string Text)[] files, Func<Bench, ReadResult> open, int workers = 1)
    {
        Folder = Directory.CreateTempSubdirectory("dag-sessions-").FullName;
        foreach (var (name, content) in files)
            Write(name, content);
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: Path.Combine(Folder, ".dag")) { CodeFolder = SharedCode.Folder };
        engine = new(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System);
        var read = open(this);
        read.Diagnostics.Where(diagnostic => diagnostic.IsError).Select(Say).ShouldBeEmpty();
        Session = new(engine, read.Program.ShouldNotBeNull(), TimeProvider.System) { Workers = workers };
    }

    public string Folder { get; }

    /// <summary>One whose program is no file.</summary>
    public static Bench OfText(string text) => new([], bench => bench.engine.ReadText(new("<text>", text)));

    /// <summary>The codes of what is said of a program when it is read, each with the part that is marked.</summary>
    public static string Check(string text, params (string Name, string Text)[] files)
    {
        var said = "";
        using var bench = new Bench([.. files, ("main.dag", "")], self =>
        {
            var read = self.engine.Read(self.Write("checked.dag", text));
            said = string.Join(' ', read.Diagnostics.Select(diagnostic => $"{diagnostic.Code} `{diagnostic.At?.Text}`"));
            read.Program?.Dispose();
            return self.engine.Read(Path.Combine(self.Folder, "main.dag"));
        });
        return said;
    }

    /// <summary>Where the product of a task was kept when the task last ran, and how many trials it took.</summary>
    public string Record(string task)
        => engine.HistoryOf(Path.Combine(Folder, "main.dag")).Runs.First().Find(task) is { } record ? $"{record.Kept?.Word} {record.Trials.Count}" : "";

    public Session Session { get; }

    /// <summary>All there is, as <c>show env</c> says it.</summary>
    public string Env => EnvText.Of(Session.Env);

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? Folder);
        File.WriteAllText(path, text);
        return path;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public async Task<List<Reply>> AskAsync(string statements)
    {
        var replies = new List<Reply>();
        await foreach (var reply in Session.ExecuteAsync(new SourceText(Path.Combine(Folder, "<prompt>"), statements)))
            replies.Add(reply);
        return replies;
    }

    /// <summary>What is answered to statements, a line or more each.</summary>
    public async Task<string> Say(string statements)
        => string.Join('\n', (await AskAsync(statements)).Select(Text)).Replace(Folder + "/", "");

    /// <summary>How the tasks fail that run because of statements, a line or more each.</summary>
    public async Task<string> FailuresOf(string statements)
    {
        var failures = new Failures();
        await foreach (var _ in Session.ExecuteAsync(new SourceText(Path.Combine(Folder, "<prompt>"), statements), failures))
        {
        }

        return string.Join('\n', failures.Said);
    }

    private sealed class Failures : IRunListener
    {
        public List<string> Said { get; } = [];

        public void On(RunEvent happened)
        {
            if (happened is RunEvent.TaskFailed failed)
                Said.Add(Bench.Say(failed.Failure.Diagnostic));
        }
    }

    /// <summary>The env of the program in a file as it stands on the disk.</summary>
    public string EnvOf(string name)
    {
        var read = engine.Read(Path.Combine(Folder, name));
        read.Diagnostics.Where(diagnostic => diagnostic.IsError).Select(Say).ShouldBeEmpty();
        using var program = read.Program.ShouldNotBeNull();
        NaiveCheck.EdgesOf(program.Graph).ShouldBe(NaiveCheck.EdgesOf(TaskGraph.Of(program.Env)));
        return EnvText.Of(program.Env);
    }

    // Not inlined, so that nothing of a collectible assembly stays on the caller's stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Dispose()
    {
        Session.Dispose();
        engine.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static string Text(Reply reply) => reply switch
    {
        Reply.Refused refused => string.Join('\n', refused.Diagnostics.Select(Say)),
        Reply.Changed changed => $"changed {string.Join(' ', changed.Touched)}{Meaning(changed.Meaning)}{string.Concat(changed.Warnings.Select(warning => "\n" + Say(warning)))}",
        Reply.Stepped stepped => $"{(stepped.IsRedo ? "redone" : "undone")} {string.Join(" / ", stepped.Statements)}{Meaning(stepped.Meaning)}",
        Reply.TasksShown shown => $"tasks {string.Join(' ', shown.Tasks.Select(task => task.State is { } state ? $"{task.Declared.Name} ({state})" : task.Declared.Name.Text))}",
        Reply.TypesShown shown => $"types {string.Join(' ', shown.Types)}",
        Reply.OptionShown(var option) => $"option {option.Name}",
        Reply.Text(var content) => content.TrimEnd('\n'),
        Reply.Planned planned => string.Join('\n', planned.Plan.Plans.Select(plan => $"plan {string.Join(' ', plan.Tasks.Select(task => task.Declaration.Name))}").Concat(planned.Plan.Diagnostics.Select(Say))),
        Reply.Explained(var ahead, var last) => string.Join('\n', ahead.Concat(last?.Lines ?? [])),
        Reply.Ran(var result) => string.Join('\n', result.Products.Select(product => $"{product.Task} = {ProductText.Print(product.Value)}").Concat(result.Diagnostics.Select(Say))),
        Reply.Saved saved => $"saved {saved.Path} with {saved.Statements}",
        Reply.Loaded loaded => $"loaded {loaded.Path}",
        _ => reply.GetType().Name,
    };

    private static string Meaning(Dag.Interpreter.Host.Inspecting.ChangeImpact meaning)
        => meaning.Stale.IsEmpty && meaning.Holding.IsEmpty ? "" : $"; stale: {string.Join(' ', meaning.Stale)}; holding: {string.Join(' ', meaning.Holding)}";

    private static string Say(Diagnostic diagnostic)
    {
        var text = new StringBuilder(diagnostic.Code);
        if (diagnostic.At is { } at)
            text.Append($" `{at.Text}`");
        text.Append($" {diagnostic.Message}");
        foreach (var note in diagnostic.Notes)
            text.Append($"\n  {note.Message}{(note.At is { } place ? $" `{place.Text}`" : "")}");
        return diagnostic.Hint is { } hint ? text.Append($"\n  help: {hint}").ToString() : text.ToString();
    }
}
