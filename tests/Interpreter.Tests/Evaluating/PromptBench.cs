using Dag.Interpreter.Code.Evaluating;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Evaluating;

/// <summary>A session with a file, and C# typed over it. What came of each input is a line as a person could read it.</summary>
internal sealed class PromptBench : IDisposable
{
    private readonly ProgramFolder folder;
    private readonly DagEngine engine;

    public PromptBench(string program, params (string Name, string Text)[] others)
        : this(program, others, [])
    {
    }

    public PromptBench(string program, (string Name, string Text)[] others, params (string Name, string From)[] copies)
    {
        folder = new([("main.dag", program), .. others]);
        foreach (var (name, from) in copies)
        {
            folder.Write(name, "");
            File.Copy(from, Path.Combine(folder.Folder, name), overwrite: true);
        }

        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: null) { CodeFolder = SharedCode.Folder };
        engine = new(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System);
        var read = engine.Read(Path.Combine(folder.Folder, "main.dag"));
        ProgramFolder.Lines(read.Diagnostics).ShouldBeEmpty();
        Session = new(engine, read.Program.ShouldNotBeNull(), TimeProvider.System);
    }

    public Session Session { get; }

    public Evaluator Evaluator { get; } = new(TimeProvider.System);

    public EvaluationScope Scope => new(Session.Env, Session.Program.Compiled, Session.Records.Variables);

    /// <summary>Statements of the language, which must all be taken.</summary>
    public async Task DoAsync(string statements)
    {
        await foreach (var reply in Session.ExecuteAsync(new("<prompt>", statements)))
        {
            if (reply is Reply.Refused(var diagnostics, _))
                ProgramFolder.Lines(diagnostics).ShouldBeEmpty();
            reply.End.ShouldBe(RunStatus.Succeeded);
        }
    }

    public void Write(string name, string text) => folder.Write(name, text);

    public async Task<string> TypeAsync(string code, CancellationToken cancellation = default)
        => Line(await Evaluator.EvaluateAsync(Scope, Located(code), cancellation));

    public async Task<string[]> TypeAllAsync(params string[] inputs)
    {
        var lines = new List<string>();
        foreach (var input in inputs)
            lines.Add(await TypeAsync(input));
        return [.. lines];
    }

    public void Dispose()
    {
        Session.Dispose();
        engine.Dispose();
        folder.Dispose();
    }

    public static SourceLocation Located(string code) => new(new("<prompt>", code), new(0, code.Length));

    private static string Line(Evaluation evaluation) => evaluation switch
    {
        Evaluation.Value(var value, var type) => $"{type} {(value.Raw is null ? "null" : ProductText.Print(value))}",
        Evaluation.Nothing => "",
        Evaluation.Refused(var diagnostics) => string.Join(" | ", ProgramFolder.Lines(diagnostics)),
        Evaluation.Threw(var diagnostic) => ProgramFolder.Lines([diagnostic])[0],
        Evaluation.Stopped(var isLeftBehind, _) => isLeftBehind ? "left behind" : "stopped",
        _ => throw new System.Diagnostics.UnreachableException($"evaluation {evaluation}"),
    };
}
