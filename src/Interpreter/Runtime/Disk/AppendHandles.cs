using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// The few files that are added to again and again, kept open: to open one takes longer than to write what a small product takes. One that was
/// replaced or deleted is let go as soon as that is seen.
/// </summary>
internal sealed class AppendHandles(Func<string, SafeFileHandle> open, AppendHandles.Writing write) : IDisposable
{
    /// <summary>Writes bytes to a file at an offset.</summary>
    public delegate void Writing(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    // The index and the pack of one generation.
    private const int Most = 2;

    private readonly Lock gate = new();
    private readonly List<(string Path, SafeFileHandle File, long Number)> files = new(Most);

    /// <summary>Writes to the file that the path was last seen to lead to.</summary>
    public void Write(string path, long offset, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
            write(Find(path), bytes, offset);
    }

    /// <summary>What a path has been seen to lead to now.</summary>
    public void Saw(string path, FileState? state)
    {
        lock (gate)
        {
            if (files.FindIndex(each => each.Path == path) is >= 0 and var place && files[place].Number != state?.Number)
                Close(place);
        }
    }

    /// <summary>Lets all of them go; who writes once more opens the file anew.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            while (files.Count > 0)
                Close(0);
        }
    }

    private SafeFileHandle Find(string path)
    {
        if (files.FindIndex(each => each.Path == path) is >= 0 and var place)
            return files[place].File;
        if (files.Count == Most)
            Close(0);

        var file = open(path);
        files.Add((path, file, FileState.Of(path)?.Number ?? -1));
        return file;
    }

    private void Close(int place)
    {
        files[place].File.Dispose();
        files.RemoveAt(place);
    }
}
