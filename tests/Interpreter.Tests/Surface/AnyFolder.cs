using System.Diagnostics;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Surface;

/// <summary>A folder with folders, files, links, pipes and sockets in it whose names are random bytes, and what was put where.</summary>
internal sealed class AnyFolder : IDisposable
{
    private readonly Random random;
    private readonly string root = Directory.CreateTempSubdirectory("dag-any-").FullName;
    private readonly List<string> pipes = [];

    public AnyFolder(int seed, bool withSpecial)
    {
        random = new(seed);
        RawFile.CreateFolder(Path);
        Fill("", depth: 0, withSpecial);
        if (pipes.Count == 0)
            return;

        // By the shell's own bytes: no argument that .NET passes on can have them.
        using var process = Process.Start(new ProcessStartInfo("xargs", ["-0", "mkfifo"]) { RedirectStandardInput = true }).ShouldNotBeNull();
        foreach (var pipe in pipes)
            process.StandardInput.BaseStream.Write([.. PathBytes.Of(System.IO.Path.Combine(Path, pipe)), 0]);
        process.StandardInput.Close();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    public string Path => System.IO.Path.Combine(root, "it");

    public DagFolder Folder => DagFolder.Of(Path);

    /// <summary>The files by their relative paths, and what they say.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Special => pipes;

    public void Write(string file, string text)
    {
        Files[file] = text;
        using var handle = RawFile.OpenToAdd(System.IO.Path.Combine(Path, file));
        RandomAccess.SetLength(handle, 0);
        RandomAccess.Write(handle, System.Text.Encoding.UTF8.GetBytes(text), 0);
    }

    public void Dispose() => FolderTree.Delete(root);

    private void Fill(string prefix, int depth, bool withSpecial)
    {
        var names = Enumerable.Range(0, random.Next(1, 6)).Select(_ => AnyName()).Distinct().ToList();
        foreach (var name in names)
        {
            var place = prefix + name;
            switch (random.Next(withSpecial ? 7 : 5))
            {
                case 0 when depth < 3:
                    RawFile.CreateFolder(System.IO.Path.Combine(Path, place));
                    Fill(place + "/", depth + 1, withSpecial);
                    break;
                case 1:
                    RawFile.CreateLink(random.Next(3) switch { 0 => name, 1 => ".", _ => AnyName() + "?" }, System.IO.Path.Combine(Path, place));
                    break;
                case 5 or 6:
                    pipes.Add(place);
                    break;
                default:
                    Write(place, $"{random.Next()}");
                    break;
            }
        }
    }

    private string AnyName()
    {
        while (true)
        {
            byte[] bytes = [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => (byte)random.Next(1, 256))];
            if (!bytes.Contains((byte)'/') && PathBytes.TextOf(bytes) is var name and not ("." or ".."))
                return name;
        }
    }
}
