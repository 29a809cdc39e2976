using System.Diagnostics;
using System.Reflection;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>An input whose assembly is loaded and that can be run, once.</summary>
internal sealed class LoadedSubmission
{
    private readonly Func<object?[], Task<object?>> factory;

    private LoadedSubmission(SubmissionChain chain, CSharpCompilation compilation, Submission submission, Func<object?[], Task<object?>> factory)
    {
        Chain = chain;
        Compilation = compilation;
        Submission = submission;
        this.factory = factory;
    }

    /// <summary>What it was compiled over.</summary>
    public SubmissionChain Chain { get; }

    public CSharpCompilation Compilation { get; }

    public Submission Submission { get; }

    /// <param name="holds">The name of the products it is to hold, or null for what was typed.</param>
    public static LoadedSubmission Of(SubmissionChain chain, CSharpCompilation compilation, byte[] image, CompiledCode program, string? holds = null)
    {
        var (tree, name, declares) = (compilation.SyntaxTrees.Single(), compilation.AssemblyName ?? "", DeclaredName.Of(compilation));

        // Of usings alone nothing is emitted.
        if (image.Length == 0)
            return new(chain, compilation, new(name, tree, declares), _ => Task.FromResult<object?>(null));

        var references = Submission.ReferencesIn(image);
        var known = new Dictionary<string, Assembly>();
        foreach (var reference in references)
        {
            if (Find(reference, chain, program) is { } assembly)
                known.Add(reference, assembly);
        }

        using var dll = new MemoryStream(image);
        var loaded = new SubmissionContext(known).LoadFromStream(dll);
        var entry = compilation.GetEntryPoint(CancellationToken.None)?.MetadataName ?? throw new UnreachableException("an input without an entry was emitted");
        var method = loaded.GetType(name)?.GetMethod(entry, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic) ?? throw new UnreachableException($"'{entry}' is not in the input");
        var submission = new Submission(name, tree, declares)
        {
            DependsOn = declares.Count == 0 ? [] : [.. references.Where(reference => chain.Submissions.Any(each => each.Name == reference)), .. Submission.NamedIn(compilation, tree)],
            KeepsItsPlace = Submission.HasAnonymousTypes(image),
            Holds = holds,
        };
        return new(chain, compilation, submission, method.CreateDelegate<Func<object?[], Task<object?>>>());
    }

    /// <summary>Runs it, and gives what its last expression gives. Its variables are there even while it runs.</summary>
    public Task<object?> RunAsync()
    {
        var instances = Chain.Instances();
        var running = factory(instances);
        Submission.Instance = Submission.HasCode ? instances[^1] : null;
        return running;
    }

    /// <summary>The type of what it gives as a person writes it; null where it ends with a statement.</summary>
    public string? TypeOf(ClrValue result)
        => FindGiven(out var model, out var last) is { } type ? type.ToMinimalDisplayString(model, last) : last < 0 ? null : ClrTypeName.Of(result.Raw?.GetType() ?? typeof(object));

    /// <summary>The same as a later input may write it, in full; null where none could.</summary>
    public string? WrittenType => FindGiven(out _, out _) is { } type ? ProductTypes.Written(type) : null;

    // The place is less than 0 where it ends with a statement, or with a call that gives nothing.
    private ITypeSymbol? FindGiven(out SemanticModel model, out int place)
    {
        var tree = Compilation.SyntaxTrees.Single();
        var end = (tree.GetCompilationUnitRoot().Members.LastOrDefault() as GlobalStatementSyntax)?.Statement;
        var last = end switch
        {
            ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement => statement.Expression,
            ReturnStatementSyntax statement => statement.Expression,
            _ => null,
        };
        model = Compilation.GetSemanticModel(tree);
        place = -1;
        if (last is null)
            return null;

        var given = model.GetTypeInfo(last).Type;
        if (given is { SpecialType: SpecialType.System_Void })
            return null;

        place = last.SpanStart;
        return given is { IsReferenceType: true } ? given.WithNullableAnnotation(NullableAnnotation.NotAnnotated) : given;
    }

    private static Assembly? Find(string name, SubmissionChain chain, CompiledCode program)
        => chain.Submissions.FirstOrDefault(each => each.Name == name)?.Instance?.GetType().Assembly
            ?? chain.Prelude.Assemblies.GetValueOrDefault(name) ?? program.FindReferenced(name);
}
