using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.State.UpToDate;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Running;

/// <summary>The one door to everything an interpreter does: reading files, planning and running them. What was made is kept while it is open.</summary>
/// <param name="memory">How many bytes of memory its products may take; null: a quarter of what there is, at most a gigabyte.</param>
public sealed class DagEngine(EngineFolders places, ISourceReader reader, TimeProvider clock, long? memory = null) : IDisposable
{
    private readonly ProductMemory products = new(memory ?? ProductMemory.DefaultBound, clock);
    private readonly OpenStores stores = new(clock);
    private readonly Lock gate = new();
    private readonly Dictionary<string, string> keyRefusals = [];
    private EquatableList<RunRecord> unwritten;
    private CallerVariables? caller;
    private int runs;

    /// <summary>Whether C# of a program may run while it is read and asked; without, predicates of defaults are not asked, and values that only C# of the program could make are not made.</summary>
    public bool RunsCode { get; init; } = true;

    /// <summary>Compiled C#, in a folder of this user's alone and never beside a file: a user who can write there could have any code run.</summary>
    public BodyStore Compiled { get; } = new(places.CodeFolder, Path.Combine(places.ProgramFolder, "code"), clock);

    internal ISourceReader Reader => reader;

    /// <summary>The secret texts that were met so far: in what was read and given, and in what was made.</summary>
    public SecretTexts Secrets { get; } = new();

    /// <summary>What may be imported by name.</summary>
    public IEnumerable<string> Modules => Loader.ModulesOf(reader);

    // Most runs that are known ask for none of them.
    private CallerVariables Caller => caller ??= CallerVariables.OfThisProgram();

    /// <summary>Reads and checks a file with all it imports, its C# and its defaults. Runs nothing of it but the predicates of defaults.</summary>
    public ReadResult Read(string path, bool runPredicates = true) => Complete(Loader.Load(reader, path), runPredicates);

    /// <summary>The same for a text that is no file, or none yet.</summary>
    public ReadResult ReadText(SourceText source)
        => Complete(Loader.LoadText(reader, source), runPredicates: true);

    /// <summary>
    /// A program with a text on top of it, as if the text stood at its end: its declarations and changes are checked whole, its C# is compiled alone.
    /// </summary>
    /// <param name="expectations">What a test expects of products, for their C# to be compiled too.</param>
    public ReadResult ReadMore(DagProgram program, SyntaxTree tree, Func<Env, IReadOnlyList<ProductExpectation>>? expectations = null, bool runPredicates = true)
        => ReadMore(program, tree, new NoTaskStates(), expectations, runPredicates);

    internal ReadResult ReadMore(DagProgram program, SyntaxTree tree, ITaskStates states, Func<Env, IReadOnlyList<ProductExpectation>>? expectations = null, bool runPredicates = true)
    {
        var next = Loader.LoadMore(reader, program.Loaded, tree, states);
        Secrets.Add(SecretValues.In(next.Env));
        if (next.HasErrors)
            return new(null, program.Env, next.Diagnostics, false);

        var compiled = new BodyCompiler(Compiled, places.ProgramFolder).CompileMore(program.Compiled, next.Env, next.Touched, expectations?.Invoke(next.Env) ?? []);
        var (types, tasks) = (next.Env.Types.Values.Where(type => type.At?.Source == tree.Source), next.Touched.Select(next.Env.FindTask).OfType<TaskDeclaration>());
        return Complete(next, program.Main, compiled, whole => DefaultsCheck.Run(next.Env, whole, types, tasks, runPredicates && RunsCode, clock));
    }

    /// <summary>What would be run, and with which values.</summary>
    public PlanResult Plan(DagProgram program, RunOptions order)
    {
        var diagnostics = new List<Diagnostic>();
        Secrets.Add(SecretValues.In(program.Env, order.Options));
        var result = Invoker.Invoke(program.Env, program.Compiled, StepsOf(program, order, diagnostics), order.Options, RunsCode, clock);
        foreach (var invocation in result.Invocations)
            Secrets.Add(SecretValues.In(invocation));
        diagnostics.AddRange(result.Diagnostics);
        return new(EndOf(diagnostics), result.Invocations.Map(Dag.Interpreter.Plans.Planning.Plan.Of), diagnostics.ToEquatableList());
    }

    /// <summary>For each node of each plan whether it would run, and why; nothing where there is no store to look into.</summary>
    /// <param name="withReasons">Whether it is said of each what changed since it was last tried; the journals are read for that.</param>
    public IReadOnlyList<IReadOnlyList<Forecast>> ForecastOf(DagProgram program, PlanResult planned, RunOptions order, bool withReasons = true)
    {
        if (WhyNotUsed(program.Main.Source.Path) is not null || stores.Of(places.StateFolderOf(program.Main.Source.Path)).Store is not { } store)
            return [];

        var file = program.Main.Source.Path;
        using var last = withReasons ? new LastTrials(HistoryOf(file), Path.GetFullPath(file)) : null;
        return planned.Plans.Select(plan => new Forecaster(plan, new(new(products, store, clock), FingerprintsOf(program, plan), order.Force), Caller, last, clock).OfAll()).ToList();
    }

    /// <summary>Plans all of it, and only if nothing is wrong with any of it runs it.</summary>
    public async Task<RunResult> RunAsync(DagProgram program, RunOptions order, IRunListener? listener, CancellationToken cancellation)
    {
        var planned = Plan(program, order);
        if (planned.End != RunStatus.Succeeded)
            return new(planned.End, planned.Diagnostics, [], RunSummary.Nothing);

        var (run, state) = (RunFolder.NameOf(clock, Interlocked.Increment(ref runs)), places.StateFolderOf(program.Main.Source.Path));
        var folder = RunFolder.PathOf(state, run);
        if (WhyNotUsed(program.Main.Source.Path) is { } doubt)
            return new(RunStatus.EngineFailed, [.. planned.Diagnostics, doubt], [], RunSummary.Nothing);

        StateFolder.Make(state);
        if (planned.Plans.Any(NeedsFolder) && (RunFolder.WhyNotMade(state) ?? RunFolder.WhyNotMade(RunFolder.AllIn(state))) is { } reason)
            return new(RunStatus.EngineFailed, [.. planned.Diagnostics, SessionErrors.StateFolderRefused(state, reason)], [], RunSummary.Nothing);

        var (store, wrong) = stores.Of(state);
        if (store is null)
            return new(RunStatus.EngineFailed, wrong is null ? planned.Diagnostics : [.. planned.Diagnostics, wrong], [], RunSummary.Nothing);

        PrivateFolders.Sweep(state);
        var started = clock.GetTimestamp();
        using var journal = JournalOf(program, planned, order, run, state);
        var (inputs, snapshots) = (new InputRecorder(folder => FolderStamp.Of(folder, clock)?.Digest), new SnapshotFolder(state));
        var work = new RunCoordinator(program, order, new(products, store, clock, gone => JournalWriter.Evict(journal, gone)), plan => FingerprintsOf(program, plan, inputs), journal, Caller, clock, folder, Secrets);
        var taking = MayBeRepeated(program, planned, order) ? new SnapshotBuilder(run, program.Compiled, store, inputs, Caller, snapshots.Digest, places.ProgramFolder) : null;
        var result = await work.RunAsync(planned, taking, listener, cancellation).ConfigureAwait(false);
        if (work.DiskFull is { } noRoom)
            result = result with { End = RunStatus.EngineFailed, Diagnostics = [.. result.Diagnostics, SessionErrors.NoMoreRoom(state, noRoom)] };
        else if (work.Refusal is { } refusal)
            result = result with { End = result.End == RunStatus.Succeeded ? RunStatus.EngineFailed : result.End, Diagnostics = [.. result.Diagnostics, SessionErrors.StoreRefused(state, refusal)] };
        if (KeyRefusalOf(state) is { } keyRefusal)
            result = result with { Diagnostics = [.. result.Diagnostics, SessionErrors.KeyNotUsed(SecretKey.PathIn(state), keyRefusal)] };
        if (result.End == RunStatus.Succeeded && taking?.End(program.Env, stores.HashesOf(state), clock) is var (snapshot, tasks))
            snapshots.Write(KeyOf(program.Main.Source.Path, order), snapshot, tasks);
        stores.HashesOf(state).Save();
        journal.End(result.End switch { RunStatus.Succeeded => JournalEnd.Succeeded, RunStatus.Interrupted => JournalEnd.Interrupted, _ => JournalEnd.Failed }, clock.GetElapsedTime(started));
        if (journal.Unwritten is { } remembered)
            Remember(remembered);
        return result;
    }

    /// <summary>The run of a file that would do nothing, since all of it was done and nothing it was made from has changed; null where that is not so, or not known.</summary>
    /// <param name="tellsEach">Whether somebody who listens to it will want to hear of each task.</param>
    public UpToDateRun? FindUpToDate(string file, RunOptions order, bool tellsEach = true)
    {
        if (order.Force || !File.Exists(file))
            return null;

        var state = places.StateFolderOf(file);
        if (stores.WhyNotUsed(state, places.IsNamed) is not null)
            return null;

        var memory = new UpToDateCheck(state, RunFolder.AllIn(state), () => stores.Of(state).Store, () => Caller, clock);
        if (memory.Find(KeyOf(file, order), tellsEach) is not { } found)
            return null;

        return new(found, run => RunJournal.Begin(RunFolder.AllIn(state), run, clock.GetUtcNow(), Path.GetFullPath(file), found.Snapshot.Asked.ToEquatableList()), RunFolder.NameOf(clock, Interlocked.Increment(ref runs)), clock);
    }

    /// <summary>Where state is kept for a file, or for what is typed without one.</summary>
    public string StateFolderOf(string? file) => places.StateFolderOf(file);

    /// <summary>Why nothing of the folder for state is used, where it is another user's or a link to what is none; null where it is used, or not there.</summary>
    public Diagnostic? WhyNotUsed(string? file = null) => stores.WhyNotUsed(places.StateFolderOf(file), places.IsNamed);

    /// <summary>Looking after the store in a folder for state, a file's or the current folder's, or why there is none.</summary>
    public (StoreMaintenance? Care, Diagnostic? Wrong) MaintenanceOf(string? file = null) => WhyNotUsed(file) is { } doubt ? (null, doubt) : stores.Of(places.StateFolderOf(file)) is var (store, wrong) ? (store?.Care, wrong) : default;

    /// <summary>What may go of the runs before a time.</summary>
    /// <param name="isKept">Whether the product of a piece of work, named by its fingerprint, is kept.</param>
    public IReadOnlyList<PastRun> RunsBefore(DateTimeOffset until, Func<string, bool> isKept, string? file = null)
        => PastRun.Before(until, RunFolder.AllIn(places.StateFolderOf(file)), HistoryOf(file), isKept, clock.GetUtcNow());

    /// <summary>Removes what trials of runs that were killed have left of secrets.</summary>
    public void SweepSecrets(string? file = null) => PrivateFolders.Sweep(places.StateFolderOf(file));

    /// <summary>How many bytes the trials of runs have left.</summary>
    public long LeftByTrials(string? file = null)
        => PastRun.FoldersIn(RunFolder.AllIn(places.StateFolderOf(file))).Sum(PastRun.SizeOf);

    /// <summary>The runs of a folder for state, a file's or the current folder's, as their journals have them.</summary>
    public RunHistory HistoryOf(string? file = null) => new(WhyNotUsed(file) is null ? RunFolder.AllIn(places.StateFolderOf(file)) : "", unwritten);

    /// <summary>Whether anything is stored that a program's tasks could have made.</summary>
    internal bool HasProducts(DagProgram program) => WhyNotUsed(program.Main.Source.Path) is null && stores.Of(places.StateFolderOf(program.Main.Source.Path)).Store is { Count: > 0 };

    /// <summary>How long a task took when its product was last stored.</summary>
    internal TimeSpan? TookOf(DagProgram program, TaskName task)
        => WhyNotUsed(program.Main.Source.Path) is null ? stores.Of(places.StateFolderOf(program.Main.Source.Path)).Store?.TookOf(task.Text) : null;

    public void Dispose() => stores.Dispose();

    // A name that nothing has is a slip on the command line; a value that is refused is more.
    private static RunStatus EndOf(List<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(diagnostic => diagnostic.IsError).ToList();
        return errors.Count == 0 ? RunStatus.Succeeded : errors.TrueForAll(error => InvokingErrors.IsUnknownName(error) || Targets.IsAbout(error)) ? RunStatus.NameUnknown : RunStatus.OptionsWrong;
    }

    private static bool NeedsFolder(Plan plan) => plan.Tasks.Any(task => task.Declaration.Body is BodyDeclaration.Script);

    private ReadResult Complete(ModuleSet loaded, bool runPredicates)
    {
        Secrets.Add(SecretValues.In(loaded.Env));
        if (loaded.Main is not { } main)
            return new(null, loaded.Env, loaded.Diagnostics, false);

        var compiled = new BodyCompiler(Compiled, places.ProgramFolder).Compile(loaded.Env, EarlierTasks(loaded));
        return Complete(loaded, main, compiled, program => DefaultsCheck.Run(loaded.Env, program, runPredicates && RunsCode, clock));
    }

    private static ReadResult Complete(ModuleSet loaded, ModuleDeclaration main, CompileResult compiled, Func<CompiledCode, EquatableList<Diagnostic>> checkDefaults)
    {
        var ofDefaults = compiled.Program is { } made ? checkDefaults(made) : [];
        EquatableList<Diagnostic> diagnostics = [.. loaded.Diagnostics, .. WithoutEchoes(compiled.Diagnostics, loaded), .. ofDefaults];
        var whole = compiled.Program is { } right && !diagnostics.Any(diagnostic => diagnostic.IsError)
            ? new DagProgram(loaded, main, right) { HasWarnings = !diagnostics.IsEmpty }
            : null;
        return new(whole, loaded.Env, diagnostics, compiled.UsedCompiler);
    }

    // What the compiler makes of a code block that has no end, which has been said.
    private static IEnumerable<Diagnostic> WithoutEchoes(EquatableList<Diagnostic> said, ModuleSet loaded)
    {
        var broken = loaded.HasErrors ? loaded.Env.Modules.SelectMany(module => module.Code).Where(code => loaded.Diagnostics.Any(error => IsIn(code, error))).ToList() : [];
        return said.Where(message => !broken.Exists(code => IsIn(code, message)));
    }

    private static bool IsIn(CSharpFragment code, Diagnostic said)
        => said.At is { } at && at.Source == code.Source && at.Span.Start >= code.Span.Start - 1 && at.Span.Start <= code.Span.End;

    // Those that a run of the file still sees, though a later change took them away.
    private static IEnumerable<TaskDeclaration> EarlierTasks(ModuleSet loaded)
        => loaded.Steps.OfType<ScriptStep.Run>().Where(run => !ReferenceEquals(run.Graph.Env.Tasks, loaded.Env.Tasks))
            .SelectMany(run => run.Graph.Env.Tasks.Values.Where(task => !ReferenceEquals(loaded.Env.FindTask(task.Name), task)).Concat(run.Graph.Env.Pins.Keys.Select(pinned => run.Graph.Env.Effective(run.Graph.Env.Tasks[pinned]))))
            .Distinct();

    private static EquatableList<InvocationStep> StepsOf(DagProgram program, RunOptions order, List<Diagnostic> diagnostics)
    {
        if (!order.Targets.IsEmpty)
            return [new(program.Env, order.Targets.SelectMany(target => Targets.Find(program, target, diagnostics)).ToEquatableList())];

        var runs = program.Loaded.Steps.OfType<ScriptStep.Run>().ToList();
        if (runs.Count > 0)
            return runs.Select(run => new InvocationStep(run.Graph.Env, run.Targets.Map(target => target.Text))).ToEquatableList();

        var leaves = program.Env.LeavesOf(program.Main).Map(leaf => leaf.Text);
        if (leaves.IsEmpty)
            diagnostics.Add(InvokingErrors.NothingToRun(program.Main.Source.Path));
        return leaves.IsEmpty ? [] : [new(program.Env, leaves)];
    }

    private static RunKey KeyOf(string file, RunOptions order) => new(Path.GetFullPath(file), Environment.CurrentDirectory, order.Targets, order.Options);

    // What a file asks for, and what was said about it, is said again every time.
    private static bool MayBeRepeated(DagProgram program, PlanResult planned, RunOptions order)
        => order is { IsOfFile: true, IsRecorded: true } && !program.HasWarnings && planned.Diagnostics.IsEmpty && !program.Loaded.Steps.Any(step => step is ScriptStep.Ask);

    private void Remember(RunRecord run)
    {
        lock (gate)
            unwritten = unwritten.Add(run);
    }

    private RunJournal JournalOf(DagProgram program, PlanResult planned, RunOptions order, string run, string state)
        => order.IsRecorded
            ? RunJournal.Begin(
                RunFolder.AllIn(state), run, clock.GetUtcNow(), Path.GetFullPath(program.Main.Source.Path),
                planned.Plans.SelectMany(plan => plan.Targets.Select(target => plan.NameOf(target).Text)).Distinct().ToEquatableList(), Secrets)
            : RunJournal.None;

    private byte[] KeyIn(string state)
    {
        var key = SecretKey.In(state);
        if (key.Refusal is { } refusal)
        {
            lock (gate)
                keyRefusals[state] = refusal;
        }

        return key.Bytes;
    }

    private string? KeyRefusalOf(string state)
    {
        lock (gate)
            return keyRefusals.GetValueOrDefault(state);
    }

    private TaskFingerprint FingerprintsOf(DagProgram program, Plan plan, InputRecorder? inputs = null)
    {
        var state = places.StateFolderOf(program.Main.Source.Path);
        return new(plan.Env, places.ProgramFolder, new Lazy<byte[]>(() => KeyIn(state)), stores.HashesOf(state).Of, inputs);
    }
}
