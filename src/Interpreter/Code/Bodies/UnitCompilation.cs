using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Compiles a unit with Roslyn: at first against the few assemblies that most programs need, and only if that fails against all there are.</summary>
internal static class UnitCompilation
{
    private static readonly string[] Usual =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Net.Http", "System.Text.RegularExpressions",
        "System.Private.Uri", "System.Console", "Dag.Interpreter",
    ];

    // Each costs some milliseconds, so these are read where a word says that they may be needed.
    private static readonly (string Word, string Assembly)[] ByWord =
    [
        ("Json", "System.Text.Json"), ("Numerics", "System.Runtime.Numerics"), ("BigInteger", "System.Runtime.Numerics"), ("Immutable", "System.Collections.Immutable"),
        ("Concurrent", "System.Collections.Concurrent"), ("Process", "System.Diagnostics.Process"), ("Process", "System.ComponentModel.Primitives"),
        ("Parallel", "System.Threading.Tasks.Parallel"), ("Parallel", "System.Linq.Parallel"), ("IAsyncEnumerable", "System.Linq.AsyncEnumerable"),
        ("HttpClient", "System.Net.Primitives"), ("Stopwatch", "System.Runtime.Extensions"), ("Xml", "System.Private.Xml"), ("XDocument", "System.Private.Xml.Linq"),
        ("SHA256", "System.Security.Cryptography"), ("Channel", "System.Threading.Channels"), ("ZipFile", "System.IO.Compression.ZipFile"), ("GZip", "System.IO.Compression"),
    ];

    private const string NameStart = "Program_";

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true, warningLevel: 0, allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations, generalDiagnosticOption: ReportDiagnostic.Suppress);

    /// <summary>Compilations that are loaded beside each other must not have one name.</summary>
    public static string NameOf(string key) => NameStart + key[..16];

    /// <summary>Whether an assembly of this name is a compiled unit.</summary>
    public static bool IsNameOfUnit(string? assembly) => assembly is not null && assembly.StartsWith(NameStart, StringComparison.Ordinal);

    public static CompiledImage? Compile(GeneratedUnit unit, string key, IReadOnlyList<LoadedUnit> beneath, List<Dag.Language.Diagnostics.Diagnostic> diagnostics, CancellationToken cancellation)
    {
        CompiledImage? image = null;
        DeepStack.Run(() => image = CompileHere(unit, key, beneath, diagnostics, cancellation));
        return image;
    }

    private static CompiledImage? CompileHere(GeneratedUnit unit, string key, IReadOnlyList<LoadedUnit> beneath, List<Dag.Language.Diagnostics.Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var trees = unit.Texts.Select(text => CodeModifiers.Parse(text, Parse)).ToImmutableArray();
        var (deep, depth) = CSharpDepth.Deepest(trees.Select(tree => tree.GetRoot(cancellation)));
        if (depth > CSharpDepth.Most && deep is not null)
        {
            diagnostics.Add(BodyErrors.TooDeep(CompilerMessages.PlaceOf(deep.GetLocation(), unit) ?? new(unit.Sources[^1], new(0, 0)), CSharpDepth.Most));
            return null;
        }

        var lower = beneath.Where(each => each.HasCode).Select(each => WellKnownReferences.Of(each.Image.Dll)).ToList();
        var compilation = CSharpCompilation.Create(NameOf(key), trees, [.. Metadata(unit, UsualFor(unit).Contains), .. lower], Options.WithConcurrentBuild(depth <= CSharpDepth.Usual));
        if (!IsBroken(compilation) && Emit(compilation, cancellation) is { } image)
            return image;

        compilation = compilation.WithReferences([.. Metadata(unit, _ => true), .. lower]);
        if (!IsBroken(compilation) && Emit(compilation, cancellation) is { } late)
            return late;

        diagnostics.AddRange(new CompilerMessages(unit, compilation).Translate(cancellation));
        return null;
    }

    private static bool IsBroken(CSharpCompilation compilation)
        => compilation.SyntaxTrees.Any(tree => tree.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error));

    // What is guarded is written for nobody to read: where it does not compile, messages are about what a person has written.
    private static CompiledImage? Emit(CSharpCompilation compilation, CancellationToken cancellation)
    {
        IReadOnlyList<SyntaxTree> written = compilation.SyntaxTrees;
        var guarded = GuardedText.Over(written, tree => compilation.GetSemanticModel(tree));
        return (ReferenceEquals(guarded, written) ? null : EmitAsItIs(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(guarded), cancellation)) ?? EmitAsItIs(compilation, cancellation);
    }

    private static CompiledImage? EmitAsItIs(CSharpCompilation compilation, CancellationToken cancellation)
    {
        using var dll = new MemoryStream();
        using var pdb = new MemoryStream();
        var options = new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb);
        return compilation.Emit(dll, pdb, options: options, cancellationToken: cancellation).Success ? new(dll.ToArray(), pdb.ToArray()) : null;
    }

    private static HashSet<string> UsualFor(GeneratedUnit unit)
    {
        var named = ByWord.Where(each => unit.Texts.Any(text => text.Text.Contains(each.Word, StringComparison.Ordinal))).Select(each => each.Assembly);
        return [.. Usual, .. named];
    }

    private static IEnumerable<MetadataReference> Metadata(GeneratedUnit unit, Func<string, bool> wanted)
    {
        var named = unit.References.Select(reference => reference.Path).ToHashSet();
        var others = WellKnownReferences.Others(named).Select(path => MetadataReference.CreateFromFile(path));
        return [.. WellKnownReferences.Find(wanted, named), .. others];
    }
}
