namespace Dag.Interpreter.Runtime.Disk;

/// <summary>A file that appears whole or not at all: it is written under another name first, then renamed. Who reads meanwhile sees the one before.</summary>
internal static class AtomicFile
{
    /// <param name="temporary">The other name, on the same disk; nothing is left there if the file cannot be written.</param>
    /// <param name="make">Makes the file under the name that it is given.</param>
    public static void Write(string path, string temporary, Action<string> make)
        => Write(path, temporary, make, Make, (from, to) => File.Move(from, to, overwrite: true), File.Delete);

    /// <summary>The same on the disk of a store.</summary>
    public static void Write(IStoreDisk disk, string path, string temporary, Action<string> make)
        => Write(path, temporary, make, Make, disk.Rename, disk.Delete);

    /// <summary>The same of bytes that are there.</summary>
    /// <param name="finish">What is still done with the file before it gets its name.</param>
    public static void Write(IStoreDisk disk, string path, string temporary, ReadOnlySpan<byte> bytes, Action<string> finish)
    {
        void Create(string made, ReadOnlySpan<byte> content)
        {
            disk.Create(made, content);
            finish(made);
        }

        Write(path, temporary, bytes, Create, disk.Rename, disk.Delete);
    }

    private static void Make(string made, Action<string> make) => make(made);

    private static void Write<TContent>(string path, string temporary, TContent content, Action<string, TContent> make, Action<string, string> rename, Action<string> delete)
        where TContent : allows ref struct
    {
        try
        {
            make(temporary, content);
            rename(temporary, path);
        }
        catch
        {
            // What a full disk took of it would be missed there.
            DiskError.BestEffort(() => delete(temporary));
            throw;
        }
    }
}
