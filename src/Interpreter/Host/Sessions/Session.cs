using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Saving;
using Dag.Interpreter.Run.Events;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>
/// A graph that can be asked, changed, undone and run, statement by statement: what the prompt, <c>-c</c>, piped input and a host all talk to. Each
/// change is checked whole and taken or refused as a whole. One caller at a time; jobs run beside it.
/// </summary>
public sealed class Session : IDisposable
{
    private readonly DagEngine engine;
    private readonly TimeProvider clock;
    private readonly UndoHistory journal = new();
    private readonly SessionMemory memory;
    private readonly List<Job> jobs = [];
    private readonly SessionFiles files;
    private readonly Replay replay;
    private bool ownsProgram = true;

    public Session(DagEngine engine, DagProgram program, TimeProvider clock)
    {
        this.engine = engine;
        this.clock = clock;
        memory = new(Records);
        files = new(engine, program.Main.Source);
        replay = new(engine);
        journal.Add(new(program, program, [], ""));
    }

    /// <summary>What has been made so far, and out of what.</summary>
    public SessionProducts Records { get; } = new();

    public DagProgram Program => journal.Now.Program;

    public Env Env => Program.Env;

    /// <summary>The program as its files have it, without what was changed since.</summary>
    public DagProgram Files => journal.Now.Files;

    public IReadOnlyList<Job> Jobs => jobs;

    /// <summary>How many runs may be at work at once in a run.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>What it is told to run is planned and shown, and nothing is run.</summary>
    public bool IsDry { get; init; }

    /// <summary>What names stand for here.</summary>
    public Scope Names => new(Program.Loaded.Scope, Env);

    /// <summary>The task of a name as it may be written here.</summary>
    public TaskDeclaration? FindTask(string name) => Names.FindTask(name);

    /// <summary>Every statement of a text, one after the other, until one is refused. A text that is written wrongly does nothing at all.</summary>
    public async IAsyncEnumerable<Reply> ExecuteAsync(
        SourceText source, IRunListener? listener = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var tree = Parser.Parse(source);
        if (tree.Diagnostics.Any(diagnostic => diagnostic.IsError))
        {
            yield return new Reply.Refused(tree.Diagnostics, RunStatus.FileWrong);
            yield break;
        }

        foreach (var statement in tree.Statements.ToArray())
        {
            var reply = await ExecuteAsync(tree, statement, listener, cancellation).ConfigureAwait(false);
            yield return reply;
            if (reply.End != RunStatus.Succeeded)
                yield break;
        }
    }

    /// <summary>The tasks that a query names, or what is wrong with it.</summary>
    public EquatableList<TaskName>? Find(QuerySyntax query, SourceText source, List<Diagnostic> diagnostics)
        => new Query(source, Program.Graph, FindTask, StatesOf([]), diagnostics).Find(query);

    /// <summary>Tasks with all that is known of them: what this session did with them, and what earlier ones left that would be taken.</summary>
    public EquatableList<TaskView> ViewsOf(EquatableList<TaskName> tasks)
    {
        var states = new StateTable(StatesOf(tasks), Env);
        return tasks.Map(task => TaskView.Of(Program.Graph, task, Records, states));
    }

    /// <summary>
    /// Fetches products that were not made in this session, where all that leads to them is up to date. Nothing runs, and no run is recorded: what would
    /// have to be made is left as it is.
    /// </summary>
    public async Task RecallAsync(EquatableList<TaskName> tasks, CancellationToken cancellation)
    {
        var unknown = tasks.Where(task => Env.FindTask(task)?.Product is not null && Records.Find(task) is null).ToList();
        if (unknown.Count == 0 || !engine.HasProducts(Program))
            return;

        var kept = ReusableTasks.Of(engine, Program, OrderOf(), unknown).Kept;
        var targets = unknown.Where(kept.Contains).Select(task => task.Text).ToEquatableList();
        if (targets.IsEmpty)
            return;

        var recalled = await engine.RunAsync(Program, OrderOf(targets) with { IsRecorded = false }, null, cancellation).ConfigureAwait(false);
        memory.Add(Env, recalled.Made, clock.GetUtcNow());
    }

    /// <summary>The declaration of a task as it is written, with its full name; what was overridden, as it was overridden.</summary>
    public string? SourceOf(TaskName task)
    {
        if (Env.FindTask(task) is not { } declared)
            return null;

        foreach (var statement in Parser.Parse(declared.At.Source).Statements)
        {
            var written = statement is StatementSyntax.Change(ChangeSyntax.Override(var other), _) ? other : statement as StatementSyntax.Task;
            if (written?.Name.Span.Start == declared.At.Span.Start)
                return $"task {task}{declared.At.Source.Text[written.Name.Span.End..written.Span.End]}";
        }

        return null;
    }

    /// <summary>Whether the product of a task is what its run would make now.</summary>
    public bool IsUpToDate(TaskName task) => Records.TasksThatAre(TaskState.Cached, Env).Contains(task);

    /// <summary>What a file asks for itself, of the graph as it is at that place.</summary>
    public Reply Answer(ScriptStep.Ask step)
    {
        using var there = new Session(engine, Program with { Loaded = Program.Loaded with { Graph = step.Graph, Steps = [] } }, clock) { ownsProgram = false };
        return there.Answer(new SyntaxTree(step.At.Source, [], [], []), new StatementSyntax.Ask(step.What, step.At.Span));
    }

    /// <summary>Ends what runs, and lets go of everything.</summary>
    public void Dispose()
    {
        foreach (var job in jobs)
        {
            job.Cancel();
            job.Dispose();
        }

        if (ownsProgram)
            Program.Dispose();
    }

    private Task<Reply> ExecuteAsync(SyntaxTree tree, StatementSyntax statement, IRunListener? listener, CancellationToken cancellation) => statement switch
    {
        StatementSyntax.Run run => RunAsync(Only(tree, run), run, listener, cancellation),
        StatementSyntax.Ask ask => Task.FromResult(Answer(tree, ask)),
        StatementSyntax.Test test => Task.FromResult(Refuse(SessionErrors.TestOutsideFile(new(tree.Source, test.Name.Span)))),
        _ => Task.FromResult(Change(tree, statement)),
    };

    // Of those tasks and of what leads to them; none: of all.
    private SessionTaskStates StatesOf(EquatableList<TaskName> tasks) => new(engine, Program, Records, OrderOf(tasks.Map(task => task.Text)));

    private static SyntaxTree Only(SyntaxTree tree, StatementSyntax statement) => tree with { Statements = [statement] };

    private static Reply Refuse(params EquatableList<Diagnostic> diagnostics)
        => new Reply.Refused(diagnostics, diagnostics.All(each => !each.IsError || each.Subject is DiagnosticSubject.Value or DiagnosticSubject.MissingValue) ? RunStatus.OptionsWrong : RunStatus.FileWrong);

    private Reply Change(SyntaxTree tree, StatementSyntax statement)
    {
        var now = journal.Now;
        var read = engine.ReadMore(now.Program, Only(tree, statement), StatesOf([]));
        if (read.Program is not { } program)
            return Refuse(read.Diagnostics);

        var step = ChangeScript.WithTasksNamed(new(tree, statement, now.Program.Env, program.Env));
        journal.Add(new(program, now.Files, now.Changes.Add(step), tree.Source.TextOf(statement.Span)));
        var meaning = MeaningOf(now.Program, [program.Loaded.Touched]);
        program.Compiled.ReleaseUnused(program.Env);
        return new Reply.Changed(meaning, program.Loaded.Touched.Where(program.Env.Tasks.ContainsKey).ToEquatableList(), read.Diagnostics);
    }

    private async Task<Reply> RunAsync(SyntaxTree tree, StatementSyntax.Run run, IRunListener? listener, CancellationToken cancellation)
    {
        var read = engine.ReadMore(Program, tree, StatesOf([]));
        if (read.Program is not { } program)
            return Refuse(read.Diagnostics);

        if (IsDry)
            return Plan(program, OrderOf());
        if (!run.InBackground)
            return new Reply.Ran(await RunAsync(program, listener, cancellation).ConfigureAwait(false));

        var planned = engine.Plan(program, OrderOf());
        if (planned.End != RunStatus.Succeeded)
            return new Reply.Refused(planned.Diagnostics, planned.End);

        var job = new Job(jobs.Count + 1, tree.Source.TextOf(run.Span));
        jobs.Add(job);
        job.Start(started => RunAsync(program, started, started.Cancellation));
        return new Reply.JobStarted(job);
    }

    private async Task<RunResult> RunAsync(DagProgram program, IRunListener? listener, CancellationToken cancellation)
    {
        var result = await engine.RunAsync(program, OrderOf(), memory.Listen(listener), cancellation).ConfigureAwait(false);
        var env = program.Loaded.Steps.OfType<ScriptStep.Run>().Select(step => step.Graph.Env).LastOrDefault(program.Env);
        memory.Add(env, result.Made, clock.GetUtcNow());
        return result;
    }

    private RunOptions OrderOf(params EquatableList<string> targets) => new(targets, [], Workers, KeepGoing: false);

    private Reply Answer(SyntaxTree tree, StatementSyntax.Ask ask) => ask.What switch
    {
        AskSyntax.Undo(var steps) => Move(-steps, new(tree.Source, ask.Span)),
        AskSyntax.Redo(var steps) => Move(steps, new(tree.Source, ask.Span)),
        AskSyntax.Diff => new Reply.Text(DiffText.Of(journal.Now.Files.Env, replay.Written(journal.Now), files.Folder)),
        AskSyntax.Save(var path) => Save(path?.Content, new(tree.Source, ask.Span)),
        AskSyntax.Load(var path) => Load(path.Content, new(tree.Source, ask.Span)),
        AskSyntax.Reload => Reload(new(tree.Source, ask.Span)),
        AskSyntax.Jobs => new Reply.JobsShown(jobs.ToEquatableList()),
        AskSyntax.Cancel(var number) => OnJob(number, new(tree.Source, ask.Span), Cancelled),
        AskSyntax.Watch(var number) => OnJob(number, new(tree.Source, ask.Span), job => new Reply.Watched(job)),
        AskSyntax.Help(var about) => new Reply.HelpWanted(about),
        AskSyntax.Forget(var query) => Forget(tree, query),
        AskSyntax.Plan(var query) => Plan(tree, query),
        _ => new Answers(this, engine, memory, tree.Source).To(ask.What, ask.Span),
    };

    private Reply Forget(SyntaxTree tree, QuerySyntax query)
    {
        var diagnostics = new List<Diagnostic>();
        if (Find(query, tree.Source, diagnostics) is not { } tasks)
            return Refuse(diagnostics.ToEquatableList());
        if (tasks.IsEmpty)
            return Refuse(SessionErrors.NamesNothing(new(tree.Source, query.Span)));

        var (forgotten, wrong) = engine.Forget(Program, tasks);
        if (wrong is not null)
            return new Reply.Refused([wrong], RunStatus.EngineFailed);

        Records.Forget(tasks);
        return new Reply.Forgot(forgotten);
    }

    private Reply Plan(SyntaxTree tree, QuerySyntax? query)
    {
        var diagnostics = new List<Diagnostic>();
        if (query is null)
            return Plan(Program with { Loaded = Program.Loaded with { Steps = [] } }, OrderOf());
        if (Find(query, tree.Source, diagnostics) is not { } tasks)
            return Refuse(diagnostics.ToEquatableList());

        return tasks.IsEmpty ? Refuse(SessionErrors.NamesNothing(new(tree.Source, query.Span))) : Plan(Program, OrderOf(tasks.Map(task => task.Text)));
    }

    private Reply.Planned Plan(DagProgram program, RunOptions options)
    {
        var planned = engine.Plan(program, options);
        return new(planned, planned.End == RunStatus.Succeeded ? engine.ForecastOf(program, planned, options) : []);
    }

    private Reply Move(int steps, SourceLocation at)
    {
        var most = steps < 0 ? journal.StepsBack : journal.StepsForward;
        if (Math.Abs(steps) > most || steps == 0)
            return Refuse(SessionErrors.NothingToUndo(at, steps > 0, most));

        var before = Program;
        var passed = journal.Move(steps);
        var meaning = MeaningOf(before, passed.Select(state => state.Program.Loaded.Touched));
        Program.Compiled.ReleaseUnused(Env);
        return new Reply.Stepped(steps > 0, passed.Select(state => state.Statement).ToEquatableList(), meaning);
    }

    // What was made before the steps and would not be taken any more; a step that touches nothing by itself, such as another file, may touch anything.
    private ChangeImpact MeaningOf(DagProgram before, IEnumerable<EquatableList<TaskName>> steps)
    {
        if (Records.IsEmpty && !engine.HasProducts(before))
            return ChangeImpact.Nothing;

        var touched = steps.SelectMany(step => step.IsEmpty ? Env.Tasks.Keys : step).ToHashSet();
        var keptBefore = ReusableTasks.Of(engine, before, OrderOf(), before.Graph.FollowersOf(touched));
        // Once a part is given by hand, what led to it leads nowhere, and is kept all the same.
        var keptNow = ReusableTasks.Of(engine, Program, OrderOf(), Program.Graph.FollowersOf(touched).Union(keptBefore.Planned));
        return ChangeImpact.Of(keptBefore.With(Records, before.Env), keptNow.With(Records, Env), Env, task => Records.Find(task)?.Took ?? engine.TookOf(before, task) ?? TimeSpan.Zero);
    }

    private Reply Save(string? path, SourceLocation at)
    {
        var reply = files.Save(journal.Now, path, at, out var state);
        journal.Replace(state);
        return reply;
    }

    private Reply Load(string path, SourceLocation at)
    {
        if (path.Length == 0 || path.Contains('\0'))
            return Refuse(SessionErrors.NotAPath(at));

        var read = engine.Read(path);
        if (read.Program is not { } program)
            return Refuse(read.Diagnostics);

        files.Read(program.Main.Source);
        journal.Add(new(program, program, [], at.Text));
        return new Reply.Loaded(path, read.Diagnostics);
    }

    private Reply Reload(SourceLocation at)
    {
        if (files.Path is not { } path)
            return Refuse(SessionErrors.NoFile(at));

        var read = engine.Read(path);
        if (read.Program is not { } program)
            return Refuse(read.Diagnostics);

        var fresh = new SessionState(program, program, [], at.Text);
        var steps = journal.Now.Changes;
        EquatableList<Diagnostic> said = [];
        if (ChangeScript.Candidates(steps).Where(way => way.Count > 0 || steps.IsEmpty).Select(way => replay.Of(fresh, way, out said)).FirstOrDefault(replayed => replayed is not null) is not { } state)
            return Refuse(said);

        files.Read(program.Main.Source);
        journal.Add(state);
        return new Reply.Loaded(path, read.Diagnostics);
    }

    private Reply OnJob(int? number, SourceLocation at, Func<Job, Reply> act)
    {
        var job = number is { } wanted ? jobs.Find(each => each.Number == wanted) : jobs.FindLast(each => each.IsRunning);
        return job is { IsRunning: true } ? act(job) : Refuse(SessionErrors.NoSuchJob(at, number));
    }

    private static Reply Cancelled(Job job)
    {
        job.Cancel();
        return new Reply.Text($"job {job.Number} is being cancelled\n");
    }
}
