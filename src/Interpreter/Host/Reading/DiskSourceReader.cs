using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Loading;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Host.Reading;

/// <summary>Reads sources from the disk, those of the standard library from a folder beside the program.</summary>
public sealed class DiskSourceReader(string standardFolder) : ISourceReader
{
    // No text that a person wrote is as long, and what has no end must be given up somewhere.
    private const int Longest = 64 << 20;

    public string StandardFolder { get; } = standardFolder;

    /// <summary>What is no path at all is left as it is: it is told when it is read.</summary>
    public string Normalise(string path) => IsPath(path) ? Path.GetFullPath(path) : path;

    public SourceReading Read(string path)
    {
        try
        {
            return FileState.KindOf(path) switch
            {
                FileKind.Folder => new SourceReading.IsFolder(),
                FileKind.None => new SourceReading.Missing(),
                FileKind.Pipe when IsGivenByShell(path) => Whole(File.OpenHandle(path)),
                FileKind.File or FileKind.Unknown => PathBytes.IsUtf8(path) ? Whole(RawFile.OpenContent(path)) : new SourceReading.Refused($"the path '{PathBytes.Shown(path)}' is not UTF-8"),
                var kind => new SourceReading.Refused($"it is {FileKinds.Describe(kind)}, not a file"),
            };
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            return new SourceReading.IsFolder();
        }
        catch (Exception refused) when (refused is FileNotFoundException or DirectoryNotFoundException or ArgumentException or NotSupportedException)
        {
            return new SourceReading.Missing();
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new SourceReading.Refused(refused.Message.TrimEnd('.'));
        }
    }

    public IEnumerable<string> NamesBeside(string path)
    {
        var folder = IsPath(path) ? Path.GetDirectoryName(Path.GetFullPath(path)) : null;
        if (!Directory.Exists(folder))
            return [];

        try
        {
            return Directory.EnumerateFiles(folder, "*" + Path.GetExtension(path)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return [];
        }
    }

    // As in dag check <(…): a pipe that has an end.
    private static bool IsGivenByShell(string path)
        => path == "/dev/stdin" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal);

    private static SourceReading Whole(SafeFileHandle file)
    {
        using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
        using var bytes = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length, Longest) : 0);
        var piece = new byte[64 * 1024];
        while (stream.Read(piece) is > 0 and var read)
        {
            if (bytes.Length + read > Longest)
                return new SourceReading.Refused($"it is larger than {Longest >> 20} MB, the limit for a source file");
            bytes.Write(piece, 0, read);
        }

        return new SourceReading.Found(bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
    }

    private static bool IsPath(string path) => path.Length > 0 && !path.Contains('\0');
}
