using System.Threading.Channels;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// Signals of the system that something may have changed among files and in folders. A signal says no more than that: who waits looks for itself what is another.
/// Where the system cannot watch as many, a signal comes every second.
/// </summary>
public sealed class DiskChanges : IDisposable
{
    private static readonly TimeSpan Polling = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> signals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly List<FileSystemWatcher> watchers = [];
    private readonly TimeProvider clock;
    private ITimer? polling;

    public DiskChanges(IEnumerable<string> files, IEnumerable<string> folders, TimeProvider clock)
    {
        this.clock = clock;
        try
        {
            foreach (var folder in files.Select(Path.GetDirectoryName).OfType<string>().Distinct(StringComparer.Ordinal).Where(Directory.Exists))
                Watch(folder, isDeep: false);
            foreach (var folder in folders.Where(Directory.Exists))
                Watch(folder, isDeep: true);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            Poll();
        }
    }

    /// <summary>Says that something may have changed.</summary>
    internal void Signal() => signals.Writer.TryWrite(true);

    /// <summary>Ends once a signal has come and none has followed it for a while: a file is often written in several steps.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled first.</exception>
    public async Task WaitAsync(TimeSpan quiet, CancellationToken cancellation)
    {
        await signals.Reader.ReadAsync(cancellation).ConfigureAwait(false);
        while (true)
        {
            using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var next = signals.Reader.WaitToReadAsync(calm.Token).AsTask();
            var pause = Task.Delay(quiet, clock, calm.Token);
            var first = await Task.WhenAny(next, pause).ConfigureAwait(false);
            await calm.CancelAsync().ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (first == pause)
                return;

            signals.Reader.TryRead(out _);
        }
    }

    public void Dispose()
    {
        polling?.Dispose();
        foreach (var watcher in watchers)
            watcher.Dispose();
    }

    private void Watch(string folder, bool isDeep)
    {
        var watcher = new FileSystemWatcher(folder)
        {
            IncludeSubdirectories = isDeep,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
        };
        watchers.Add(watcher);
        watcher.Changed += (_, _) => Signal();
        watcher.Created += (_, _) => Signal();
        watcher.Deleted += (_, _) => Signal();
        watcher.Renamed += (_, _) => Signal();
        watcher.Error += (_, _) => Poll();
        watcher.EnableRaisingEvents = true;
    }

    private void Poll() => polling ??= clock.CreateTimer(_ => Signal(), null, Polling, Polling);
}
