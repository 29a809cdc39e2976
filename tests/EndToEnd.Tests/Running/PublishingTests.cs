using System.Buffers.Binary;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// The program published for another system than the one that builds it, out of a copy of the sources, so that no other build meets what this one writes.
/// </summary>
public sealed partial class PublishingTests : IDisposable
{
    private static readonly string[] Sources = ["src", "build", "stdlib", "docs"];
    private static readonly string[] Products = ["bin", "obj"];

    private readonly string folder = Directory.CreateTempSubdirectory("dag-publish-").FullName;

    public PublishingTests()
    {
        foreach (var file in Directory.GetFiles(Repository.Root).Concat(Sources.SelectMany(source => FilesIn(new(Repository.At(source))))))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? folder);
            File.Copy(file, copy);
        }
    }

    // Code made ahead of time would be most of the time, and every test of these starts a program with it.
    [Fact]
    public void A_program_for_another_system_comes_with_its_executable_and_the_compiled_core()
    {
        foreach (var (runtime, executable, machine) in (ReadOnlySpan<(string, string, string)>)[("linux-arm64", "dag", "ELF 183"), ("win-x64", "dag.exe", "PE 34404")])
        {
            var published = Path.Combine(folder, runtime);
            Publish("-r", runtime, "-o", published, "-p:PublishReadyToRun=false");

            MachineOf(File.ReadAllBytes(Path.Combine(published, executable))).ShouldBe(machine);
            File.Exists(Path.Combine(published, "dag.dll")).ShouldBeTrue();
            NamesIn(Path.Combine(published, "code")).Select(name => Digest().Replace(name, "DIGEST")).ShouldBe(["DIGEST", "made"]);
            NamesIn(Path.Combine(published, "stdlib")).ShouldBe(NamesIn(Repository.At("stdlib")));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<string> FilesIn(DirectoryInfo sources)
        => sources.GetFiles().Select(file => file.FullName).Concat(sources.GetDirectories().Where(inner => !Products.Contains(inner.Name)).SelectMany(FilesIn));

    private static IEnumerable<string> NamesIn(string path) => Directory.GetFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    // No server or node of this build may live on and hold the copy.
    private void Publish(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", "src/Repl", "-c", "Release", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. words])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true,
        };
        using var publishing = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started");
        var said = publishing.StandardOutput.ReadToEnd();
        publishing.WaitForExit();
        publishing.ExitCode.ShouldBe(0, said);
    }

    // The number by which each of the formats names its processor.
    private static string MachineOf(ReadOnlySpan<byte> executable)
        => executable.StartsWith("\u007fELF"u8) ? $"ELF {BinaryPrimitives.ReadUInt16LittleEndian(executable[18..])}"
            : executable.StartsWith("MZ"u8) ? $"PE {BinaryPrimitives.ReadUInt16LittleEndian(executable[(BinaryPrimitives.ReadInt32LittleEndian(executable[60..]) + 4)..])}"
            : "no executable";

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
