using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>What a program of somebody else's gets with the package of the interpreter.</summary>
public sealed class PackageTests
{
    [Fact]
    public void The_standard_library_is_copied_beside_the_program_that_uses_the_package()
    {
        var folder = Directory.CreateTempSubdirectory("dag-package-");
        try
        {
            using var package = Packed("src/Interpreter", folder.FullName);
            using var manifest = package.Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
            var copied = XDocument.Load(manifest).Descendants().Where(each => each.Name.LocalName == "files" && (string?)each.Attribute("copyToOutput") == "true")
                .Select(each => (string?)each.Attribute("include")).Order(StringComparer.Ordinal).ToList();

            copied.ShouldBe(Repository.Files("stdlib", "*.dag").Select(path => $"any/any/stdlib/{Path.GetRelativePath(Repository.At("stdlib"), path)}"));
            package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dag", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
                .ShouldBe(copied.Select(include => "contentFiles/" + include));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // What was built for these tests is only packed.
    private static ZipArchive Packed(string project, string into)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent?.Name ?? "Debug";
        var start = new ProcessStartInfo("dotnet", ["pack", Repository.At(project), "--no-build", "--no-restore", "-c", configuration, "-o", into, "--nologo"]) { RedirectStandardOutput = true };
        using var packing = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started");
        var said = packing.StandardOutput.ReadToEnd();
        packing.WaitForExit();
        packing.ExitCode.ShouldBe(0, said);
        return ZipFile.OpenRead(Directory.GetFiles(into, "*.nupkg").Single());
    }
}
