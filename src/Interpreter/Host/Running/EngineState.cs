using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Storing;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Running;

/// <summary>State of an engine between its runs: the open stores, the secret keys, the environment it was called with, and the runs that could not be recorded.</summary>
internal sealed class EngineState(EngineFolders folders, TimeProvider clock) : IDisposable
{
    private readonly OpenStores stores = new(clock);
    private readonly Dictionary<string, string> keyRefusals = [];
    private readonly Lock gate = new();
    private EquatableList<RunRecord> unwritten;
    private CallerVariables? caller;
    private int runs;

    // Most runs that are up to date need no variable.
    public CallerVariables Caller => caller ??= CallerVariables.OfThisProgram();

    public string FolderOf(string? file) => folders.StateFolderOf(file);

    /// <summary>Why the state folder of a file is not used; null where it is used, or not there.</summary>
    public Diagnostic? WhyNotUsed(string? file) => stores.WhyNotUsed(FolderOf(file), folders.IsNamed);

    /// <summary>The store of a state folder, or why there is none.</summary>
    public (ProductStore? Store, Diagnostic? Wrong) StoreIn(string folder) => stores.Of(folder);

    /// <summary>The store for a file; null where its state folder is not used or has none.</summary>
    public ProductStore? FindStore(string file) => WhyNotUsed(file) is null ? stores.Of(FolderOf(file)).Store : null;

    public FileHashes HashesIn(string folder) => stores.HashesOf(folder);

    public RunHistory HistoryOf(string? file) => new(WhyNotUsed(file) is null ? RunFolder.AllIn(FolderOf(file)) : "", unwritten);

    public string NextRun() => RunFolder.NameOf(clock, Interlocked.Increment(ref runs));

    /// <summary>Keeps the record of a run whose journal could not be written.</summary>
    public void Remember(RunRecord run)
    {
        lock (gate)
            unwritten = unwritten.Add(run);
    }

    /// <summary>Why the secret key of a state folder could not be used, where that is so.</summary>
    public string? FindKeyRefusal(string folder)
    {
        lock (gate)
            return keyRefusals.GetValueOrDefault(folder);
    }

    public TaskFingerprint FingerprintsOf(DagProgram program, Plan plan, InputRecorder? inputs = null)
    {
        var folder = FolderOf(program.Main.Source.Path);
        return new(plan.Env, folders.ProgramFolder, new Lazy<byte[]>(() => KeyIn(folder)), stores.HashesOf(folder).Of, inputs);
    }

    public void Dispose() => stores.Dispose();

    private byte[] KeyIn(string folder)
    {
        var key = SecretKey.In(folder);
        if (key.Refusal is { } refusal)
        {
            lock (gate)
                keyRefusals[folder] = refusal;
        }

        return key.Bytes;
    }
}
