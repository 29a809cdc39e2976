using System.Collections.Concurrent;
using Dag.Language.Declarations;
using Dag.Language.Types;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// The C# types of products as any input may write them: in full, since the usings that they were declared under are those of their own files.
/// </summary>
internal sealed class ProductTypes(Prelude prelude)
{
    private readonly ConcurrentDictionary<DagType, string?> known = [];

    public Prelude Prelude => prelude;

    /// <summary>Null where there is no such type any more: its file was read again since.</summary>
    public string? Find(ProductVariable product, EvaluationScope scope)
        => product.Task.Product is { } declared ? Find(declared, product.Task.Module, scope) : "object";

    /// <param name="user">The module that uses the type.</param>
    public string? Find(DagType declared, ModuleDeclaration user, EvaluationScope scope)
        => known.GetOrAdd(declared.Root, root => FindRoot(root, user, scope));

    private string? FindRoot(DagType root, ModuleDeclaration user, EvaluationScope scope)
    {
        var written = InnermostOf(root).At?.Source;
        var module = scope.Env.Modules.FirstOrDefault(each => each.Source == written) ?? user;
        var model = prelude.Look($"{Prelude.UsingsOf(scope, module)}static class _ {{ static {scope.Compiled.CSharpOf(root)} product; }}");
        var field = model.SyntaxTree.GetRoot().DescendantNodes().OfType<FieldDeclarationSyntax>().First();
        var type = model.GetTypeInfo(field.Declaration.Type).Type;

        if (type is null || IsUnknown(type))
            return null;

        // A type that its file keeps to itself is known here as no more than an object.
        return !CanBeSeen(type) ? "object" : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
    }

    private static DagType InnermostOf(DagType root) => root.Form is TypeForm.ListOf(var element) ? InnermostOf(element.Root) : root;

    private static bool IsUnknown(ITypeSymbol type) => type switch
    {
        IErrorTypeSymbol => true,
        IArrayTypeSymbol array => IsUnknown(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsUnknown),
        _ => false,
    };

    /// <summary>A type as any input may write it; null where none can.</summary>
    public static string? Written(ITypeSymbol type) => !IsUnknown(type) && CanBeSeen(type) ? type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) : null;

    private static bool CanBeSeen(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => CanBeSeen(array.ElementType),
        INamedTypeSymbol named
            => named.DeclaredAccessibility == Accessibility.Public && (named.ContainingType is null || CanBeSeen(named.ContainingType)) && named.TypeArguments.All(CanBeSeen),
        _ => false,
    };
}
