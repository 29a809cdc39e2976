using System.Globalization;
using Dag.Interpreter.Fingerprinting;

namespace Dag.Interpreter.Storing;

/// <summary>
/// Work in progress, for all processes that share a store: each piece is a byte of one file, at the place its fingerprint says, and whoever does it
/// holds that byte locked. A process that dies lets go of all it held.
/// </summary>
internal sealed class WorkClaims(string path) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    private readonly Lock gate = new();
    private FileStream? file;
    private bool isRefused;

    /// <summary>The claim, or null where the file cannot be written: then nobody can tell, and the work is done.</summary>
    public async ValueTask<(IDisposable? Claim, bool HasWaited)> TakeAsync(Fingerprint fingerprint, CancellationToken cancellation)
    {
        var place = PlaceOf(fingerprint);
        for (var pause = Shortest; ; pause = Longer(pause))
        {
            if (Open() is not { } open)
                return (null, pause > Shortest);
            if (TryLock(open, place))
                return (new Claim(this, place), pause > Shortest);

            await Task.Delay(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The same, waiting on this thread.</summary>
    public IDisposable? Take(Fingerprint fingerprint, CancellationToken cancellation)
    {
        var place = PlaceOf(fingerprint);
        for (var pause = Shortest; Open() is { } open; pause = Longer(pause))
        {
            if (TryLock(open, place))
                return new Claim(this, place);

            cancellation.WaitHandle.WaitOne(pause);
            cancellation.ThrowIfCancellationRequested();
        }

        return null;
    }

    public void Dispose() => file?.Dispose();

    private static long PlaceOf(Fingerprint fingerprint) => long.Parse(fingerprint.Digits.AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < Longest ? pause * 2 : Longest;

    private FileStream? Open()
    {
        lock (gate)
        {
            if (file is not null || isRefused)
                return file;

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path) ?? "");
                return file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                isRefused = true;
                return null;
            }
        }
    }

    private bool TryLock(FileStream open, long place)
    {
        lock (gate)
        {
            try
            {
                if (!OperatingSystem.IsMacOS())
                    open.Lock(place, 1);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }

    private void LetGo(long place)
    {
        lock (gate)
        {
            if (file is { CanRead: true } open && !OperatingSystem.IsMacOS())
                open.Unlock(place, 1);
        }
    }

    private sealed class Claim(WorkClaims claims, long place) : IDisposable
    {
        public void Dispose() => claims.LetGo(place);
    }
}
