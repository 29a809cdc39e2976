using Dag.Interpreter.Bodies;
using Dag.Interpreter.Caching;
using Dag.Interpreter.Executing;
using Dag.Interpreter.Invoking;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Scheduling;
using Dag.Interpreter.Tracking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Text;

namespace Dag.Interpreter.Sessions;

/// <summary>The one door to everything an interpreter does: reading files, planning and running them. What was made is kept while it is open.</summary>
public sealed class Session(SessionPlaces places, ISourceReader reader, TimeProvider clock) : IDisposable
{
    private static readonly RunSummary NothingDone = new(0, 0, 0, 0, 0, 0);

    private readonly ProductCache cache = new();
    private readonly CallerVariables caller = CallerVariables.OfThisProgram();

    /// <summary>Reads and checks a file with all it imports, its C# and its defaults. Runs nothing of it but the predicates of defaults.</summary>
    public ReadProgram Read(string path, bool runPredicates = true) => Complete(Loader.Load(reader, path), places.StateFolderOf(path), runPredicates);

    /// <summary>The same for a text that is no file.</summary>
    public ReadProgram ReadText(SourceText source, bool runPredicates = true)
        => Complete(Loader.LoadText(reader, source), places.StateFolderOf(Path.Combine(Environment.CurrentDirectory, "none")), runPredicates);

    /// <summary>What would be run, and with which values.</summary>
    public PlanResult Plan(DagProgram program, RunOrder order)
    {
        var diagnostics = new List<Diagnostic>();
        var result = Invoker.Invoke(program.Env, program.Compiled, StepsOf(program, order, diagnostics), order.Options);
        diagnostics.AddRange(result.Diagnostics);
        return new(EndOf(diagnostics), result.Invocations.Map(Planning.Plan.Of), diagnostics.ToEquatableList());
    }

    /// <summary>Plans all of it, and only if nothing is wrong with any of it runs it.</summary>
    public async Task<RunResult> RunAsync(DagProgram program, RunOrder order, IRunListener? listener, CancellationToken cancellation)
    {
        var planned = Plan(program, order);
        if (planned.End != RunEnd.Succeeded)
            return new(planned.End, planned.Diagnostics, [], NothingDone);

        var (run, state) = (RunFolder.NameOf(clock), places.StateFolderOf(program.Main.Source.Path));
        var folder = RunFolder.PathOf(state, run);
        if (planned.Plans.Any(NeedsFolder) && (RunFolder.WhyNotMade(state) ?? RunFolder.WhyNotMade(folder)) is { } reason)
            return new(RunEnd.EngineFailed, [.. planned.Diagnostics, SessionErrors.StateFolderRefused(state, reason)], [], NothingDone);

        return await RunPlansAsync(program, planned, order, run, folder, listener, cancellation).ConfigureAwait(false);
    }

    public void Dispose() => cache.Dispose();

    // A name that nothing has is a slip on the command line; a value that is refused is more.
    private static RunEnd EndOf(List<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.IsError).ToList();
        return errors.Count == 0 ? RunEnd.Succeeded : errors.TrueForAll(InvokingErrors.IsUnknownName) ? RunEnd.NameUnknown : RunEnd.OptionsWrong;
    }

    private static bool NeedsFolder(Plan plan) => plan.Tasks.Any(task => task.Declaration.Body is BodyDeclaration.Script);

    private ReadProgram Complete(LoadedProgram loaded, string stateFolder, bool runPredicates)
    {
        var diagnostics = new List<Diagnostic>(loaded.Diagnostics);
        if (loaded.Main is not { } main)
            return new(null, loaded.Env, loaded.Diagnostics, false);

        var store = new BodyStore(Path.Combine(stateFolder, "code"), Path.Combine(places.ProgramFolder, "code"));
        var compiled = new BodyCompiler(store, places.ProgramFolder).Compile(loaded.Env);
        diagnostics.AddRange(compiled.Diagnostics);
        if (compiled.Program is { } program)
            diagnostics.AddRange(DefaultsCheck.Run(loaded.Env, program, runPredicates));
        var isRight = compiled.Program is not null && !diagnostics.Exists(diagnostic => diagnostic.IsError);
        return new(
            isRight && compiled.Program is { } whole ? new(loaded.Env, main, whole) : null, loaded.Env, diagnostics.ToEquatableList(), compiled.UsedCompiler);
    }

    private static EquatableList<InvocationStep> StepsOf(DagProgram program, RunOrder order, List<Diagnostic> diagnostics)
    {
        if (!order.Targets.IsEmpty)
            return [new(order.Targets, program.Env.Settings)];
        if (!program.Env.Runs.IsEmpty)
            return program.Env.Runs.Map(run => new InvocationStep(run.Targets.Map(target => target.Text), run.Settings));

        var leaves = program.Env.LeavesOf(program.Main).Map(leaf => leaf.Text);
        if (leaves.IsEmpty)
            diagnostics.Add(InvokingErrors.NothingToRun(program.Main.Source.Path));
        return leaves.IsEmpty ? [] : [new(leaves, program.Env.Settings)];
    }

    private async Task<RunResult> RunPlansAsync(
        DagProgram program, PlanResult planned, RunOrder order, string run, string folder, IRunListener? listener, CancellationToken cancellation)
    {
        var tracker = listener is null ? new Tracker(clock) : new Tracker(clock, listener);
        var products = new List<TargetProduct>();
        var summary = NothingDone;
        var (started, step) = (clock.GetTimestamp(), 0);
        tracker.Record(at => new RunEvent.RunStarted(at, run, planned.Plans.Sum(plan => plan.Graph.Count)));
        foreach (var plan in planned.Plans.ToArray())
        {
            var place = step++ == 0 ? folder : $"{folder}.{step}";
            var executor = ExecutorFor(program, plan, tracker, place);
            var priorities = CriticalPath.Of(plan.Graph, _ => 1);
            var scheduler = new Scheduler(plan.Graph, executor, order.Workers, order.KeepGoing, priorities, tracker.IsHeard ? new StateEvents(plan, tracker, clock) : null);
            var done = await scheduler.RunAsync(cancellation).ConfigureAwait(false);
            summary = Sum(summary, done);
            products.AddRange(ProductsOf(plan, executor));
            if (done.Failed > 0 || cancellation.IsCancellationRequested)
                break;
        }

        tracker.Record(at => new RunEvent.RunFinished(at, run, summary, clock.GetElapsedTime(started)));
        var end = summary.Failed > 0 ? RunEnd.TaskFailed : summary.Cancelled + summary.NotRun > 0 ? RunEnd.Interrupted : RunEnd.Succeeded;
        return new(end, planned.Diagnostics, products.ToEquatableList(), summary);
    }

    private TaskExecutor ExecutorFor(DagProgram program, Plan plan, Tracker tracker, string folder)
    {
        var runner = new ScriptRunner(new ProcessStarter(clock), caller);
        var trials = new TrialRunner(
            program.Compiled,
            new CSharpTrial(program.Compiled, tracker, clock),
            new ScriptTrial(runner, program.Compiled, plan.Env, tracker, clock));
        return new(plan, new Trials(trials, tracker, clock), cache, caller, folder);
    }

    private static IEnumerable<TargetProduct> ProductsOf(Plan plan, TaskExecutor executor)
    {
        foreach (var target in plan.Targets)
        {
            var task = plan.Tasks[target].Declaration;
            if (task.Product is { } type && executor.IsMade(target))
                yield return new(task.Name, type, executor.ProductOf(target));
        }
    }

    private static RunSummary Sum(RunSummary a, RunSummary b)
        => new(a.Done + b.Done, a.Reused + b.Reused, a.Failed + b.Failed, a.Blocked + b.Blocked, a.Cancelled + b.Cancelled, a.NotRun + b.NotRun);
}
