using System.Globalization;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// Work in progress, for all processes that share a store: each piece is a byte of one file, at the place its fingerprint says, and the process that does it
/// holds that byte locked, also against other threads of its own. A process that dies lets go of all it held.
/// </summary>
internal sealed class WorkLocks(string path) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private readonly HashSet<long> held = [];
    private FileStream? file;
    private bool isRefused;

    /// <summary>The claim, or null where the file cannot be written or locked: then nobody can tell, and the work is done.</summary>
    public async ValueTask<(IDisposable? Claim, bool HasWaited)> TakeAsync(Fingerprint fingerprint, CancellationToken cancellation)
    {
        var place = PlaceOf(fingerprint);
        for (var pause = Shortest; ; pause = Longer(pause))
        {
            var answer = Try(place);
            if (answer != ByteLock.Answer.Busy)
                return (answer == ByteLock.Answer.Taken ? new Claim(this, place) : null, pause > Shortest);

            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The same, waiting on this thread.</summary>
    public IDisposable? Acquire(Fingerprint fingerprint, CancellationToken cancellation)
    {
        var place = PlaceOf(fingerprint);
        for (var pause = Shortest; ; pause = Longer(pause))
        {
            var answer = Try(place);
            if (answer != ByteLock.Answer.Busy)
                return answer == ByteLock.Answer.Taken ? new Claim(this, place) : null;

            cancellation.WaitHandle.WaitOne(pause);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => file?.Dispose();

    private static long PlaceOf(Fingerprint fingerprint) => long.Parse(fingerprint.Digits.AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < Longest ? pause * 2 : Longest;

    // A byte can be locked twice through the same open file, so the places held here are recorded by name.
    private ByteLock.Answer Try(long place)
    {
        lock (gate)
        {
            if (held.Contains(place))
                return ByteLock.Answer.Busy;
            if (Open() is not { } open)
                return ByteLock.Answer.Refused;

            var answer = ByteLock.Acquire(open, place);
            if (answer == ByteLock.Answer.Taken)
                held.Add(place);
            return answer;
        }
    }

    private FileStream? Open()
    {
        if (file is not null || isRefused)
            return file;

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
            return file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            isRefused = true;
            return null;
        }
    }

    private void Release(long place)
    {
        lock (gate)
        {
            held.Remove(place);
            if (file is { CanRead: true } open)
                ByteLock.Release(open, place);
        }
    }

    private sealed class Claim(WorkLocks claims, long place) : IDisposable
    {
        public void Dispose() => claims.Release(place);
    }
}
