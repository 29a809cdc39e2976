using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Run.Executors;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Publishing;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.State.UpToDate;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Running;

/// <summary>Launcher of runs: prepares the state folder, the journal and the snapshot of a planned run, runs it, and records how it ended.</summary>
internal sealed class RunLauncher(EngineState state, ProductMemory products, SecretTexts secrets, string programFolder, TimeProvider clock)
{
    /// <summary>Told of the files and folders that fingerprints are taken from.</summary>
    public RunInputs? Watched { get; init; }

    public async Task<RunResult> RunAsync(DagProgram program, PlanResult planned, RunOptions options, IRunListener? listener, CancellationToken cancellation)
    {
        var file = program.Main.Source.Path;
        var folder = state.FolderOf(file);
        if (FindProblem(file, folder, planned) is { } problem)
            return Refused(planned, problem);

        var (store, wrong) = state.StoreIn(folder);
        if (store is null)
            return Refused(planned, wrong);

        PrivateFolders.Sweep(folder);
        var (run, started) = (state.NextRun(), clock.GetTimestamp());
        using var journal = JournalOf(program, planned, options, run, folder);
        var (inputs, snapshots) = (new InputRecorder(named => FolderStamp.Of(named, clock)?.Digest) { Watched = Watched }, new SnapshotFolder(folder));
        var cache = new ProductCache(products, store, clock, gone => JournalWriter.Evict(journal, gone));
        var work = new RunCoordinator(program, options, cache, plan => state.FingerprintsOf(program, plan, inputs), journal, state.Caller, clock, RunFolder.PathOf(folder, run), secrets)
        {
            Publishing = options.Publishes ? new(new Publisher(new(folder), published => state.HashesIn(folder).Of(published), secrets, options.Overwrites), options.PublishFolder)
            {
                Copies = new(folder),
                Copier = new(null, copied => state.HashesIn(folder).Of(copied), new(), overwrites: true),
            } : null,
        };
        var builder = MayBeRepeated(program, planned, options) ? new SnapshotBuilder(run, program.Compiled, store, inputs, state.Caller, snapshots.Digest, programFolder) : null;
        var result = WithProblems(await work.RunAsync(planned, builder, listener, cancellation).ConfigureAwait(false), work, folder);
        if (result.End == RunStatus.Succeeded && builder?.End(program.Env, planned.Files, state.HashesIn(folder), clock) is var (snapshot, tasks))
            snapshots.Write(KeyOf(file, options), snapshot, tasks);
        state.HashesIn(folder).Save();
        journal.End(EndOf(result.End), clock.GetElapsedTime(started));
        if (journal.Unwritten is { } unwritten)
            state.Remember(unwritten);
        return result;
    }

    /// <summary>The key under which the snapshot of a run is kept.</summary>
    public static RunKey KeyOf(string file, RunOptions options) => new(Path.GetFullPath(file), Environment.CurrentDirectory, options.Targets, options.Options, options.PublishFolder) { Flags = options.Flags, With = options.With };

    private Diagnostic? FindProblem(string file, string folder, PlanResult planned)
    {
        if (state.WhyNotUsed(file) is { } doubt)
            return doubt;

        StateFolder.Make(folder);
        return planned.Plans.Any(NeedsFolder) && (RunFolder.WhyNotMade(folder) ?? RunFolder.WhyNotMade(RunFolder.AllIn(folder))) is { } reason
            ? SessionErrors.StateFolderRefused(folder, reason)
            : null;
    }

    private static bool NeedsFolder(Plan plan) => plan.Tasks.Any(task => task.Declaration.Body is BodyDeclaration.Script);

    private static RunResult Refused(PlanResult planned, Diagnostic? why)
        => new(RunStatus.EngineFailed, why is null ? planned.Diagnostics : [.. planned.Diagnostics, why], [], RunSummary.Nothing);

    // What a file asks, and what was reported of it, is shown again in every run.
    private static bool MayBeRepeated(DagProgram program, PlanResult planned, RunOptions options)
        => options is { IsOfFile: true, IsRecorded: true } && !program.HasWarnings && planned.Diagnostics.IsEmpty && !program.Loaded.Steps.Any(step => step is ScriptStep.Ask);

    private RunJournal JournalOf(DagProgram program, PlanResult planned, RunOptions options, string run, string folder)
        => options.IsRecorded
            ? RunJournal.Begin(
                RunFolder.AllIn(folder), run, clock.GetUtcNow(), Path.GetFullPath(program.Main.Source.Path),
                planned.Plans.SelectMany(plan => plan.Targets.Select(target => plan.NameOf(target).Text)).Distinct().ToEquatableList(), secrets)
            : RunJournal.None;

    private RunResult WithProblems(RunResult result, RunCoordinator work, string folder)
    {
        if (work.DiskFull is { } full)
            result = result with { End = RunStatus.EngineFailed, Diagnostics = [.. result.Diagnostics, SessionErrors.NoMoreRoom(folder, full)] };
        else if (work.Refusal is { } refusal)
            result = result with { End = result.End == RunStatus.Succeeded ? RunStatus.EngineFailed : result.End, Diagnostics = [.. result.Diagnostics, SessionErrors.StoreRefused(folder, refusal)] };

        return state.FindKeyRefusal(folder) is { } keyRefusal
            ? result with { Diagnostics = [.. result.Diagnostics, SessionErrors.KeyNotUsed(SecretKey.PathIn(folder), keyRefusal)] }
            : result;
    }

    private static JournalEnd EndOf(RunStatus status) => status switch
    {
        RunStatus.Succeeded or RunStatus.NotPublished => JournalEnd.Succeeded,
        RunStatus.Interrupted => JournalEnd.Interrupted,
        _ => JournalEnd.Failed,
    };
}
