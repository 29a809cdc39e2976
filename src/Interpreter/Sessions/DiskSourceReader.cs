using Dag.Language.Loading;

namespace Dag.Interpreter.Sessions;

/// <summary>Reads sources from the disk, those of the standard library from a folder beside the program.</summary>
public sealed class DiskSourceReader(string standardFolder) : ISourceReader
{
    public string StandardFolder { get; } = standardFolder;

    /// <summary>What is no path at all is left as it is: it is told when it is read.</summary>
    public string Normalise(string path) => IsPath(path) ? Path.GetFullPath(path) : path;

    public SourceReading Read(string path)
    {
        try
        {
            return new SourceReading.Found(File.ReadAllBytes(path));
        }
        catch (UnauthorizedAccessException) when (Directory.Exists(path))
        {
            return new SourceReading.IsFolder();
        }
        catch (Exception refused) when (refused is FileNotFoundException or DirectoryNotFoundException or ArgumentException or NotSupportedException)
        {
            return new SourceReading.Missing();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
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
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsPath(string path) => path.Length > 0 && !path.Contains('\0');
}
