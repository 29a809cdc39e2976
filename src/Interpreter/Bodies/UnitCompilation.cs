using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Dag.Interpreter.Bodies;

/// <summary>Compiles a unit with Roslyn: at first against the few assemblies that most programs need, and only if that fails against all there are.</summary>
internal static class UnitCompilation
{
    private static readonly string[] Usual =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Net.Http", "System.Text.RegularExpressions",
        "System.Private.Uri", "System.Console", "Dag.Interpreter",
    ];

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, warningLevel: 0, allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations, generalDiagnosticOption: ReportDiagnostic.Suppress);

    public static CompiledImage? Compile(GeneratedUnit unit, string key, List<Dag.Language.Diagnostics.Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var trees = unit.Texts.Select(text => CodeModifiers.Parse(text, Parse)).ToImmutableArray();

        // Compilations that are loaded beside each other must not have one name.
        var compilation = CSharpCompilation.Create("Program_" + key[..16], trees, Metadata(unit, IsUsual), Options);
        if (!IsBroken(compilation) && Emit(compilation, cancellation) is { } image)
            return image;

        compilation = compilation.WithReferences(Metadata(unit, _ => true));
        if (!IsBroken(compilation) && Emit(compilation, cancellation) is { } late)
            return late;

        diagnostics.AddRange(new CompilerMessages(unit, compilation).Find(cancellation));
        return null;
    }

    private static bool IsBroken(CSharpCompilation compilation)
        => compilation.SyntaxTrees.Any(tree => tree.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error));

    private static CompiledImage? Emit(CSharpCompilation compilation, CancellationToken cancellation)
    {
        using var dll = new MemoryStream();
        using var pdb = new MemoryStream();
        var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        return compilation.Emit(dll, pdb, options: options, cancellationToken: cancellation).Success ? new(dll.ToArray(), pdb.ToArray()) : null;
    }

    private static bool IsUsual(string path) => Array.IndexOf(Usual, Path.GetFileNameWithoutExtension(path)) >= 0;

    private static IEnumerable<MetadataReference> Metadata(GeneratedUnit unit, Func<string, bool> wanted)
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return trusted.Where(wanted).Concat(unit.References.Select(reference => reference.Path)).Distinct().Select(path => MetadataReference.CreateFromFile(path));
    }
}
