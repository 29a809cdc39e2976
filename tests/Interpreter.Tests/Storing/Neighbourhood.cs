using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>Files of somebody's own beside a store, which nothing that the store does may touch: their contents, rights and names are remembered.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Neighbourhood
{
    private readonly string folder;
    private readonly string before;

    public Neighbourhood(string folder)
    {
        this.folder = folder;
        foreach (var name in new[] { "victim", "inner/victim", "store/victim", "ab/victim" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name)) ?? folder);
            File.WriteAllText(PathOf(name), $"own {name}");
        }

        before = Now();
    }

    public string Root => folder;

    public string PathOf(string name) => Path.Combine(folder, name);

    public void ShouldBeAsItWas(string when) => Now().ShouldBe(before, when);

    private string Now()
        => string.Join('\n', Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => Directory.Exists(path) ? path : $"{path} {File.GetUnixFileMode(path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"));
}
