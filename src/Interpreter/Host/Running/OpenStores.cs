using System.Diagnostics;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.State.Storing;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Running;

/// <summary>The stores of a session, one for each folder for state, each opened when it is first needed.</summary>
internal sealed class OpenStores(TimeProvider clock) : IDisposable
{
    private readonly Dictionary<string, ProductStore> open = [];
    private readonly Dictionary<string, FileHashes> hashes = [];
    private readonly Dictionary<string, Diagnostic?> doubts = [];
    private readonly Lock gate = new();

    /// <summary>Why a folder for state is not used, asked once for each; null where it is, or is not there.</summary>
    /// <param name="isNamed">Whether the user has named it.</param>
    public Diagnostic? WhyNotUsed(string stateFolder, bool isNamed)
    {
        lock (gate)
        {
            if (!doubts.TryGetValue(stateFolder, out var doubt))
                doubts[stateFolder] = doubt = StateFolder.Find(stateFolder, isNamed) is { } found ? SessionErrors.StateFolderDoubted(found) : null;
            return doubt;
        }
    }

    /// <summary>The digests of files that are known in a folder for state.</summary>
    public FileHashes HashesOf(string stateFolder)
    {
        lock (gate)
            return hashes.TryGetValue(stateFolder, out var known) ? known : hashes[stateFolder] = FileHashes.In(Path.Combine(stateFolder, "store", "files"), clock);
    }

    /// <summary>The store of a folder for state, or why there is none.</summary>
    public (ProductStore? Store, Diagnostic? Wrong) Of(string stateFolder)
    {
        lock (gate)
        {
            if (open.TryGetValue(stateFolder, out var known))
                return (known, null);

            if (StateFolder.FindLink(stateFolder) is { } link)
                return (null, SessionErrors.StateFolderDoubted(link));

            switch (ProductStore.Open(Path.Combine(stateFolder, "store"), RunFolder.AllIn(stateFolder)))
            {
                case StoreOpening.Opened(var store):
                    open.Add(stateFolder, store);
                    return (store, null);
                case StoreOpening.Newer newer:
                    return (null, SessionErrors.StoreIsNewer(newer.Folder, newer.Format, newer.Known));
                case StoreOpening.Unreadable(var folder, var why):
                    return (null, SessionErrors.StoreUnreadable(folder, why));
                default:
                    throw new UnreachableException("a store is opened in three ways");
            }
        }
    }

    public void Dispose()
    {
        foreach (var store in open.Values)
            store.Dispose();
    }
}
