using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Measures;

/// <summary>The repository's projects, compiled in memory: syntax and symbols, no assembly. Source generators do not run, so what they write is not measured.</summary>
public sealed partial class Codebase
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Dialect = new(LanguageVersion.CSharp14, DocumentationMode.None);

    private static readonly IReadOnlyList<MetadataReference> Libraries = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(path => !Ours().IsMatch(Path.GetFileName(path)))
        .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
        .ToList();

    private Codebase(IReadOnlyList<CSharpCompilation> projects) => Projects = projects;

    /// <summary>Root of the repository that this assembly was built in.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Projects in the order of their arrows; the name of a compilation is the name of its assembly.</summary>
    public IReadOnlyList<CSharpCompilation> Projects { get; }

    /// <summary>The projects of <c>src</c>.</summary>
    public static Codebase Read() => Read("src/Language", "src/Interpreter", "src/Repl");

    /// <summary>The projects of <c>src</c>, and those whose code uses them from outside. The libraries of tests are unknown here, and what only they name is too.</summary>
    public static Codebase ReadWithUsers()
        => Read("src/Language", "src/Interpreter", "src/Repl", "bench", "build/CoreCompiler", "tests/Interpreter.Tests", "tests/Repl.Tests", "tests/EndToEnd.Tests");

    /// <summary>The path of a file in the repository.</summary>
    public static string PathOf(SyntaxTree tree) => Path.GetRelativePath(Root, tree.FilePath).Replace('\\', '/');

    /// <summary>The files of a project, without the file of implicit usings.</summary>
    public static IEnumerable<SyntaxTree> FilesOf(CSharpCompilation project) => project.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    private static Codebase Read(params string[] folders)
    {
        var projects = new List<CSharpCompilation>();
        foreach (var folder in folders)
            projects.Add(Compile(folder, projects));
        return new(projects);
    }

    private static CSharpCompilation Compile(string folder, IReadOnlyList<CSharpCompilation> before)
    {
        var path = Path.Combine(Root, folder);
        var settings = File.ReadAllText(Directory.GetFiles(path, "*.csproj").Single());
        var friends = Friend().Matches(settings).Select(match => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{match.Groups[1].Value}\")]");
        var trees = Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(path, file).Split('/', '\\').Any(part => part is "obj" or "bin" or "baselines"))
            .Order(StringComparer.Ordinal)
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Dialect, file))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings + string.Concat(friends), Dialect));
        return CSharpCompilation.Create(
            AssemblyName().Match(settings).Groups[1].Value,
            trees,
            [.. Libraries, .. before.Select(project => project.ToMetadataReference())],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The declarations of types that stand in no other type.</summary>
    public static IEnumerable<BaseTypeDeclarationSyntax> TypesIn(SyntaxTree tree)
        => tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>();

    private static string FindRoot(string folder)
        => File.Exists(Path.Combine(folder, "Dsl.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Dsl.sln"));

    [GeneratedRegex("""^(Dag\.(Language|Interpreter|Repl)|dag|dag-bench|dag-measures|.*\.Tests)\.dll$""")]
    private static partial Regex Ours();

    [GeneratedRegex("""<InternalsVisibleTo Include="([^"]+)" />""")]
    private static partial Regex Friend();

    [GeneratedRegex("<AssemblyName>([^<]+)</AssemblyName>")]
    private static partial Regex AssemblyName();
}
