using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Publishing;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.State.UpToDate;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Running;

/// <summary>The one door to everything an interpreter does: reading files, planning and running them. What was made is kept while it is open.</summary>
/// <param name="memory">How many bytes of memory its products may take; null: a quarter of what there is, at most a gigabyte.</param>
public sealed class DagEngine(EngineFolders places, ISourceReader reader, TimeProvider clock, long? memory = null) : IDisposable
{
    private readonly ProductMemory products = new(memory ?? ProductMemory.DefaultBound, clock);
    private readonly EngineState state = new(places, clock);
    private ProgramReader? programs;

    /// <summary>Whether C# of a program may run while it is read and asked; without, predicates of defaults are not asked, and values that only C# of the program could make are not made.</summary>
    public bool RunsCode { get; init; } = true;

    /// <summary>Compiled C#, in a folder of this user's alone and never beside a file: a user who can write there could have any code run.</summary>
    public BodyStore Compiled { get; } = new(places.CodeFolder, Path.Combine(places.ProgramFolder, "code"), clock);

    /// <summary>Told of every file and folder that is read from now on for a program or a fingerprint, where a host wants to run again when one changes.</summary>
    public RunInputs? Inputs { get; set; }

    internal ISourceReader Reader => reader;

    /// <summary>The secret texts that were met so far: in what was read and given, and in what was made.</summary>
    public SecretTexts Secrets { get; } = new();

    /// <summary>What may be imported by name.</summary>
    public IEnumerable<string> Modules => Loader.ModulesOf(reader);

    private ProgramReader Programs => programs ??= new(reader, new(Compiled, places.ProgramFolder), Secrets, clock, RunsCode);

    /// <summary>Reads and checks a file with all it imports, its C# and its defaults. Runs nothing of it but the predicates of defaults.</summary>
    public ReadResult Read(string path, bool runPredicates = true) => Watched(Programs.Complete(Loader.Load(Inputs is null ? reader : new InputReader(reader, Inputs), path), runPredicates));

    /// <summary>Reads and checks a text that does not come from a file.</summary>
    public ReadResult ReadText(SourceText source)
        => Programs.Complete(Loader.LoadText(reader, source), runPredicates: true);

    /// <summary>
    /// A program with a text on top of it, as if the text stood at its end: its declarations and changes are checked whole, its C# is compiled alone.
    /// </summary>
    /// <param name="expectations">What a test expects of products, for their C# to be compiled too.</param>
    public ReadResult ReadMore(DagProgram program, SyntaxTree tree, Func<Env, IReadOnlyList<ProductExpectation>>? expectations = null, bool runPredicates = true)
        => ReadMore(program, tree, new NoTaskStates(), expectations, runPredicates);

    internal ReadResult ReadMore(DagProgram program, SyntaxTree tree, ITaskStates states, Func<Env, IReadOnlyList<ProductExpectation>>? expectations = null, bool runPredicates = true)
        => Programs.ReadMore(program, tree, states, expectations, runPredicates);

    /// <summary>What would be run, and with which values.</summary>
    public PlanResult Plan(DagProgram program, RunOptions options) => RunPlanner.Plan(program, options, reader, new(state.Caller, Secrets, RunsCode), RunsCode, Secrets, clock);

    /// <summary>For each node of each plan whether it would run, and why; nothing where there is no store to look into.</summary>
    /// <param name="withReasons">Whether it is said of each what changed since it was last tried; the journals are read for that.</param>
    public IReadOnlyList<IReadOnlyList<Forecast>> ForecastOf(DagProgram program, PlanResult planned, RunOptions options, bool withReasons = true)
    {
        if (state.FindStore(program.Main.Source.Path) is not { } store)
            return [];

        var file = program.Main.Source.Path;
        using var last = withReasons ? new LastTrials(HistoryOf(file), Path.GetFullPath(file)) : null;
        return planned.Plans.Select(plan => new Forecaster(plan, new(new(products, store, clock), state.FingerprintsOf(program, plan), options.Force), state.Caller, last, clock).OfAll()).ToList();
    }

    /// <summary>Plans all of it, and only if nothing is wrong with any of it runs it.</summary>
    public async Task<RunResult> RunAsync(DagProgram program, RunOptions options, IRunListener? listener, CancellationToken cancellation)
    {
        var planned = Plan(program, options);
        if (planned.End != RunStatus.Succeeded)
            return new(planned.End, planned.Diagnostics, [], RunSummary.Nothing);

        var launcher = new RunLauncher(state, products, Secrets, places.ProgramFolder, clock) { Watched = Inputs };
        return await launcher.RunAsync(program, planned, options, listener, cancellation).ConfigureAwait(false);
    }

    /// <summary>The run of a file that would do nothing, since all of it was done and nothing it was made from has changed; null where that is not so, or not known.</summary>
    /// <param name="tellsEach">Whether somebody who listens to it will want to hear of each task.</param>
    public UpToDateRun? FindUpToDate(string file, RunOptions options, bool tellsEach = true)
    {
        if (options.Force || !File.Exists(file))
            return null;

        var folder = state.FolderOf(file);
        if (state.WhyNotUsed(file) is not null)
            return null;

        var check = new UpToDateCheck(folder, RunFolder.AllIn(folder), () => state.StoreIn(folder).Store, () => state.Caller, clock);
        if (check.Find(RunLauncher.KeyOf(file, options), tellsEach) is not { } found)
            return null;

        return new(found, run => RunJournal.Begin(RunFolder.AllIn(folder), run, clock.GetUtcNow(), Path.GetFullPath(file), found.Snapshot.Asked.ToEquatableList()), state.NextRun(), clock);
    }

    /// <summary>Where state is kept for a file, or for what is typed without one.</summary>
    public string StateFolderOf(string? file) => state.FolderOf(file);

    /// <summary>Why nothing of the folder for state is used, where it is another user's or a link to what is none; null where it is used, or not there.</summary>
    public Diagnostic? WhyNotUsed(string? file = null) => state.WhyNotUsed(file);

    /// <summary>Looking after the store in a folder for state, a file's or the current folder's, or why there is none.</summary>
    public (StoreMaintenance? Care, Diagnostic? Wrong) MaintenanceOf(string? file = null) => WhyNotUsed(file) is { } doubt ? (null, doubt) : state.StoreIn(state.FolderOf(file)) is var (store, wrong) ? (store?.Care, wrong) : default;

    /// <summary>Diagnostic for a store that the disk does not let change.</summary>
    public static Diagnostic StoreNotChanged(string reason) => SessionErrors.StoreNotChanged(reason);

    /// <summary>Removes the cached products of tasks, so that the next run makes them anew; or why that cannot be done.</summary>
    public (EquatableList<TaskRemoval> Forgotten, Diagnostic? Wrong) Forget(DagProgram program, EquatableList<TaskName> tasks)
    {
        var file = program.Main.Source.Path;
        var (care, wrong) = MaintenanceOf(file);
        if (wrong is not null)
            return ([], wrong);

        try
        {
            return (new ProductRemoval(products, care, HistoryOf(file), Path.GetFullPath(file), clock.GetUtcNow()).Remove(tasks), null);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return ([], StoreNotChanged(refused.Message));
        }
    }

    /// <summary>What may go of the runs before a time.</summary>
    /// <param name="isKept">Whether the product of a piece of work, named by its fingerprint, is kept.</param>
    public IReadOnlyList<PastRun> RunsBefore(DateTimeOffset until, Func<string, bool> isKept, string? file = null)
        => PastRun.Before(until, RunFolder.AllIn(state.FolderOf(file)), HistoryOf(file), isKept, clock.GetUtcNow());

    /// <summary>Deletes copies of products that runs printed the paths of before a time.</summary>
    public void DeleteCopies(DateTimeOffset until, string? file = null) => new ProductCopies(state.FolderOf(file)).Delete(until);

    /// <summary>Removes what trials of runs that were killed have left of secrets.</summary>
    public void SweepSecrets(string? file = null) => PrivateFolders.Sweep(state.FolderOf(file));

    /// <summary>How many bytes the trials of runs have left.</summary>
    public long LeftByTrials(string? file = null)
        => PastRun.FoldersIn(RunFolder.AllIn(state.FolderOf(file))).Sum(PastRun.SizeOf);

    /// <summary>The runs of a folder for state, a file's or the current folder's, as their journals have them.</summary>
    public RunHistory HistoryOf(string? file = null) => state.HistoryOf(file);

    /// <summary>Whether anything is stored that a program's tasks could have made.</summary>
    internal bool HasProducts(DagProgram program) => state.FindStore(program.Main.Source.Path) is { Count: > 0 };

    /// <summary>How long a task took when its product was last stored.</summary>
    internal TimeSpan? TookOf(DagProgram program, TaskName task) => state.FindStore(program.Main.Source.Path)?.TookOf(task.Text);

    public void Dispose() => state.Dispose();

    // A file that is missing has no fingerprint, and may appear.
    private ReadResult Watched(ReadResult read)
    {
        if (Inputs is not { } inputs)
            return read;

        foreach (var task in read.Env.Tasks.Values.Where(task => !task.Module.IsStandard))
        {
            foreach (var option in task.Options)
            {
                if (option.Default is { Value: DagValue.File(var path), At: var at })
                    inputs.Add(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(at.Source.Path)) ?? "", path));
            }
        }

        return read;
    }
}
