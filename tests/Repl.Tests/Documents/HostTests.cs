using System.Reflection;
using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;
using Dag.Interpreter.Host.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Repl.Tests.Documents;

/// <summary>The C# at the end of docs/prompt.md compiles as it stands, and does what it says with the program of the page.</summary>
public sealed partial class HostTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("dag-host-").FullName;

    [Fact]
    public async Task The_csharp_of_the_page_changes_a_graph_and_runs_it()
    {
        var blocks = Block().Matches(Repository.Text("docs/prompt.md")).ToList();
        var (program, host) = (blocks.First(block => block.Groups[1].Value == "dag").Groups[2].Value, blocks.Single(block => block.Groups[1].Value == "csharp").Groups[2].Value);
        var path = Path.Combine(folder, "shop.dag");
        await File.WriteAllTextAsync(path, program);
        Compiled(host);

        // Another folder, and another ear: both belong to the whole process.
        var here = host.Replace("\"shop.dag\"", $"@\"{path}\"", StringComparison.Ordinal).Replace("Console.WriteLine(", "say(", StringComparison.Ordinal);
        var said = new List<object?>();
        var run = Compiled(here).GetType("Host")?.GetMethod("RunAsync")?.CreateDelegate<Func<EngineFolders, Action<object?>, Task>>();
        await run.ShouldNotBeNull()(new(AppContext.BaseDirectory.TrimEnd('/'), Path.Combine(folder, ".dag")), said.Add);
        said.ConvertAll(each => each?.GetType().Name).ShouldBe(["Changed", "ClrValue"]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Assembly Compiled(string host)
    {
        var source = $$"""
            using System;
            using System.Threading.Tasks;
            using Dag.Interpreter.Host.Reading;
            using Dag.Interpreter.Host.Running;
            using Dag.Interpreter.Host.Sessions;
            using Dag.Language.Text;
            public static class Host
            {
                public static async Task RunAsync(EngineFolders places, Action<object?> say)
                {
                    {{host}}
                }
            }
            """;
        var known = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator).Select(each => MetadataReference.CreateFromFile(each));
        var compilation = CSharpCompilation.Create("host", [CSharpSyntaxTree.ParseText(source)], known, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Where(each => each.Severity >= DiagnosticSeverity.Warning).Select(each => each.ToString()).ShouldBeEmpty();
        return Assembly.Load(image.ToArray());
    }

    [GeneratedRegex("^```(\\w*)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
