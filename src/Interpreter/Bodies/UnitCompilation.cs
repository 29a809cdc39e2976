using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Dag.Interpreter.Bodies;

/// <summary>Compiles a unit with Roslyn, at first against the few assemblies that most programs need.</summary>
internal static class UnitCompilation
{
    private static readonly string[] Usual =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Net.Http", "System.Net.Primitives",
        "System.Text.RegularExpressions", "System.Text.Json", "System.Collections.Immutable", "System.Collections.Concurrent", "System.Memory",
        "System.Private.Uri", "System.Runtime.Numerics", "System.Threading", "System.Console", "System.Linq.AsyncEnumerable", "netstandard",
    ];

    // What may only mean that an assembly was left out.
    private static readonly HashSet<string> MaybeMissing = ["CS0246", "CS0234", "CS0012", "CS0103", "CS1061", "CS1069", "CS7069", "CS0400", "CS0117"];

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, warningLevel: 0,
        nullableContextOptions: NullableContextOptions.Disable, generalDiagnosticOption: ReportDiagnostic.Suppress);

    public static CompiledImage? Compile(GeneratedUnit unit, List<Dag.Language.Diagnostics.Diagnostic> diagnostics)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None);
        var trees = unit.Texts.Select(text => CodeModifiers.Complete(text, parse)).ToImmutableArray();
        var compilation = CSharpCompilation.Create(NameOf(unit), trees, Metadata(unit, IsUsual), Options);
        var errors = Errors(compilation);
        if (errors.Any(error => MaybeMissing.Contains(error.Id)))
        {
            compilation = compilation.WithReferences(Metadata(unit, _ => true));
            errors = Errors(compilation);
        }

        if (errors.Count > 0)
        {
            diagnostics.AddRange(new CompilerMessages(unit, compilation).Translate(errors));
            return null;
        }

        using var dll = new MemoryStream();
        using var pdb = new MemoryStream();
        var emitted = compilation.Emit(dll, pdb, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (emitted.Success)
            return new(dll.ToArray(), pdb.ToArray());

        diagnostics.AddRange(new CompilerMessages(unit, compilation).Translate(emitted.Diagnostics.Where(IsError).ToList()));
        return null;
    }

    // Compilations that are loaded beside each other must not have one name.
    private static string NameOf(GeneratedUnit unit) => "Program_" + UnitKey.Of(unit)[..16];

    private static bool IsError(Microsoft.CodeAnalysis.Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;

    private static List<Microsoft.CodeAnalysis.Diagnostic> Errors(CSharpCompilation compilation) => compilation.GetDiagnostics().Where(IsError).ToList();

    private static bool IsUsual(string path) => Array.IndexOf(Usual, Path.GetFileNameWithoutExtension(path)) >= 0 || IsOurs(path);

    private static bool IsOurs(string path) => Path.GetFileName(path) == "Dag.Interpreter.dll";

    private static IEnumerable<MetadataReference> Metadata(GeneratedUnit unit, Func<string, bool> wanted)
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return trusted.Where(wanted).Concat(unit.References).Distinct().Select(path => MetadataReference.CreateFromFile(path));
    }
}
