using System.Text;
using Dag.Language.Loading;

namespace Dag.Language.Tests.Checking;

/// <summary>Files in memory, with a small standard library of two modules.</summary>
internal sealed class MemoryReader : ISourceReader
{
    private readonly Dictionary<string, byte[]> files = [];

    public MemoryReader(params (string Path, string Text)[] texts)
    {
        Add("/std/core.dag", "type Text of string\ntype Natural of int\ntype Number of double\ntype File of DagFile\nlanguage sh runs \"sh\" \"-c\" \"{text}\"\n");
        Add("/std/files.dag", "type CsvFile : File\n");
        foreach (var (path, text) in texts)
            Add(path, text);
    }

    public string StandardFolder => "/std";

    public void Add(string path, string text) => files[path] = Encoding.UTF8.GetBytes(text);

    public void AddBytes(string path, params byte[] bytes) => files[path] = bytes;

    public string Normalise(string path) => Path.GetFullPath(path);

    public SourceReading Read(string path)
    {
        var full = Path.GetFullPath(path);
        if (files.TryGetValue(full, out var bytes))
            return new SourceReading.Found(bytes);
        if (full.EndsWith("locked.dag"))
            return new SourceReading.Refused("permission denied");
        return files.Keys.Any(file => file.StartsWith(full + "/")) ? new SourceReading.IsFolder() : new SourceReading.Missing();
    }

    public IEnumerable<string> NamesBeside(string path)
        => files.Keys.Where(file => Path.GetDirectoryName(file) == Path.GetDirectoryName(Path.GetFullPath(path))).Select(file => Path.GetFileName(file));
}
