using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Dag.Interpreter.Code.Bodies;
using Dag.Language.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What every input stands on: the namespaces that are open, the code of the files, and the assemblies it may refer to.</summary>
internal sealed class Prelude
{
    private static readonly SyntaxTree Nothing = CSharpSyntaxTree.ParseText("");
    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Annotations);

    private readonly string text;
    private readonly ImmutableArray<string> paths;
    private readonly Lazy<ImmutableArray<MetadataReference>> references;
    private readonly Lazy<CSharpCompilation> compilation;
    private readonly Lazy<CSharpCompilation> file;

    private Prelude(string text, ImmutableArray<string> paths, ImmutableArray<MetadataReference> code, IReadOnlyDictionary<string, Assembly> assemblies)
    {
        this.text = text;
        this.paths = paths;
        Code = code;
        Assemblies = assemblies;
        references = new(() => [.. WellKnownReferences.Find(_ => true, paths.ToHashSet()), .. paths.Select(path => MetadataReference.CreateFromFile(path)), .. code]);
        compilation = new(() => ScriptDialect.Compile("Prelude", ScriptDialect.Parse(text), References, null));
        file = new(() => CSharpCompilation.Create("File", [Nothing], References, Options));
    }

    /// <summary>The assemblies of the files' code, by name.</summary>
    public IReadOnlyDictionary<string, Assembly> Assemblies { get; }

    public ImmutableArray<MetadataReference> References => references.Value;

    public CSharpCompilation Compilation => compilation.Value;

    public string Usings => text;

    private ImmutableArray<MetadataReference> Code { get; }

    /// <summary>The one before, where nothing that matters has changed since.</summary>
    public static Prelude Of(EvaluationScope scope, Prelude? before)
    {
        var assemblies = scope.Compiled.CodeAssemblies.ToList();
        var next = new Prelude(
            UsingsOf(scope),
            [.. WellKnownReferences.Others(scope.Compiled.ReferencedPaths)],
            [.. assemblies.Select(each => WellKnownReferences.Of(each.Image))],
            assemblies.DistinctBy(each => each.Assembly.GetName().Name).ToDictionary(each => each.Assembly.GetName().Name ?? "", each => each.Assembly));
        return before is not null && before.IsSame(next) ? before : next;
    }

    /// <summary>C# as it stands in a file, not as it is typed at a prompt, with all that is known of it.</summary>
    public SemanticModel Look(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code);
        return file.Value.ReplaceSyntaxTree(Nothing, tree).GetSemanticModel(tree);
    }

    /// <summary>The usings under which the C# of a module is read.</summary>
    public static string UsingsOf(EvaluationScope scope, ModuleDeclaration module)
    {
        var usings = new StringBuilder();
        foreach (var opened in UnitGenerator.OpenNamespaces.Concat(module.Usings.Select(use => use.Text)).Distinct())
            usings.Append("using ").Append(opened).Append(";\n");
        foreach (var holder in scope.Compiled.HoldersOf(Representations.Visible(module)))
            usings.Append("using static ").Append(holder).Append(";\n");
        return usings.ToString();
    }

    // The last module is the one that sees all others: the file, or what was typed over it.
    private static string UsingsOf(EvaluationScope scope)
        => scope.Env.Modules.IsEmpty ? "" : UsingsOf(scope, scope.Env.Modules[^1]);

    private bool IsSame(Prelude other)
        => text == other.text && paths.SequenceEqual(other.paths) && Code.SequenceEqual(other.Code)
            && Assemblies.All(each => other.Assemblies.GetValueOrDefault(each.Key) == each.Value);
}
