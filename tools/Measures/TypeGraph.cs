using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Measures;

/// <summary>
/// References between the types of the sources. A nested type counts as the type that it is in. A reference is a type that is named, or a member of it that is
/// used; a type that is only inferred is none.
/// </summary>
public sealed class TypeGraph
{
    private readonly Dictionary<string, TypeNode> types = [];

    private TypeGraph()
    {
    }

    public IReadOnlyCollection<TypeNode> Types => types.Values;

    /// <summary>Names that mean nothing here, each with its place: the measures miss what they refer to.</summary>
    public List<string> UnknownNames { get; } = [];

    public static TypeGraph Of(Codebase codebase)
    {
        var graph = new TypeGraph();
        foreach (var (declaration, model) in Declarations(codebase))
        {
            if (model.GetDeclaredSymbol(declaration) is { } symbol)
                graph.types.TryAdd(NameOf(symbol), TypeNode.Of(symbol, declaration));
        }

        foreach (var (declaration, model) in Declarations(codebase))
        {
            if (model.GetDeclaredSymbol(declaration) is { } symbol)
                graph.AddReferences(graph.types[NameOf(symbol)], declaration, model);
        }

        return graph;
    }

    public TypeNode? Find(ISymbol symbol) => types.GetValueOrDefault(NameOf(symbol));

    /// <summary>The full name of the outermost type of a symbol, with the number of its type parameters.</summary>
    private static string NameOf(ISymbol symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type is null ? "" : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
    }

    private static IEnumerable<(BaseTypeDeclarationSyntax Declaration, SemanticModel Model)> Declarations(Codebase codebase)
        => codebase.Projects.SelectMany(project => Codebase.FilesOf(project).SelectMany(tree => Codebase.TypesIn(tree).Select(declaration => (declaration, project.GetSemanticModel(tree)))));

    private void AddReferences(TypeNode from, SyntaxNode declaration, SemanticModel model)
    {
        foreach (var node in declaration.DescendantNodes())
        {
            if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax))
                continue;

            var info = model.GetSymbolInfo(node);
            var symbol = info.Symbol;
            if (symbol is null && info.CandidateSymbols.IsEmpty && node is SimpleNameSyntax { Identifier.Text: not ("_" or "var" or "nameof" or "notnull" or "unmanaged") } && model.GetTypeInfo(node).Type is null or IErrorTypeSymbol)
                UnknownNames.Add($"{from.File}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1} {node}");
            if (symbol is IMethodSymbol { ReducedFrom: { } extension })
                symbol = extension;
            if (symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol && Find(symbol) is { } used && used != from)
                from.Uses.Add(used);
        }
    }
}

/// <summary>Type of the sources with the types it uses.</summary>
public sealed class TypeNode
{
    private TypeNode(string name, string room, string project, string file, bool isPublic)
        => (Name, Room, Project, File, IsPublic) = (name, room, project, file, isPublic);

    public string Name { get; }

    /// <summary>Its namespace, which is its folder.</summary>
    public string Room { get; }

    public string Project { get; }

    public string File { get; }

    public bool IsPublic { get; }

    public HashSet<TypeNode> Uses { get; } = [];

    public static TypeNode Of(INamedTypeSymbol symbol, BaseTypeDeclarationSyntax declaration)
        => new(symbol.Name, symbol.ContainingNamespace.ToDisplayString(), symbol.ContainingAssembly.Name, Codebase.PathOf(declaration.SyntaxTree), symbol.DeclaredAccessibility == Accessibility.Public);

    public override string ToString() => $"{Room}.{Name}";
}
