using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Measures;

/// <summary>Public types of the libraries: which they are, and which of them no other project uses, nor any signature of those that one does.</summary>
public static class PublicSurface
{
    /// <summary>Types that hosts in C# and the C# of .dag files use.</summary>
    public static IReadOnlyList<string> Promised { get; } =
    [
        "DagEngine", "Session", "EngineFolders", "DiskSourceReader", "Reply", "RunOptions", "RunResult", "IRunListener", "RunEvent", "Diagnostic",
        "DagFile", "DagFolder", "TaskContext", "JsonFile",
    ];

    private const string Introduction = """
        # Public surface

        The public types of the two libraries, a row a room. Bold types are for hosts in C# and for the C# of .dag files. The others are public because another project uses
        them, or because a signature of a public type names them; every other type is internal. A test holds this page exactly. After a change run it once with
        `DAG_ACCEPT=1`, which writes the page anew, and read the difference; `dotnet run -c Release --project tools/Measures -- --unneeded` lists public types that
        could be internal.

        """;

    /// <summary>The public types of a project that stand in no other type, by their full names.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Of(CSharpCompilation project)
        => [.. Codebase.FilesOf(project).SelectMany(tree => Codebase.TypesIn(tree).Select(type => project.GetSemanticModel(tree).GetDeclaredSymbol(type)))
            .OfType<INamedTypeSymbol>()
            .Where(type => type.DeclaredAccessibility == Accessibility.Public)
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
            .OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)];

    /// <summary>The page of the public surface of libraries: a row a room, what is promised in bold.</summary>
    public static string Page(IEnumerable<CSharpCompilation> libraries)
    {
        var page = new StringBuilder(Introduction);
        foreach (var library in libraries)
        {
            page.Append($"\n## {library.AssemblyName?.Split('.')[^1]}\n\n| room | public types |\n| --- | --- |\n");
            foreach (var room in Of(library).GroupBy(type => type.ContainingNamespace.ToDisplayString()[(library.AssemblyName?.Length + 1 ?? 0)..].Replace('.', '/')).OrderBy(room => room.Key, StringComparer.Ordinal))
                page.Append($"| {room.Key} | {string.Join(", ", room.Select(type => Promised.Contains(type.Name) ? $"**{type.Name}**" : type.Name).Distinct())} |\n");
        }

        return page.ToString();
    }

    /// <summary>Public types that could be internal: no project but the tests of their own uses them, and no signature of a type that is promised or used names them.</summary>
    public static IReadOnlyList<INamedTypeSymbol> Unneeded(Codebase codebase, CSharpCompilation project)
    {
        var surface = Of(project);
        var needed = new HashSet<string>(Promised);
        foreach (var other in codebase.Projects.Where(other => other != project && other.AssemblyName != $"{project.AssemblyName}.Tests"))
            needed.UnionWith(NamesUsedIn(other, project.AssemblyName));
        var open = new Queue<INamedTypeSymbol>(surface.Where(type => needed.Contains(type.Name) || needed.Contains(KeyOf(type))));
        var reached = new HashSet<string>(open.Select(KeyOf));
        while (open.TryDequeue(out var type))
        {
            foreach (var part in SignaturesOf(type).SelectMany(PartsOf).Where(part => part.ContainingAssembly?.Name == project.AssemblyName && reached.Add(KeyOf(part))))
                open.Enqueue(part);
        }

        return [.. surface.Where(type => !reached.Contains(KeyOf(type)))];
    }

    private static IEnumerable<string> NamesUsedIn(CSharpCompilation user, string? assembly)
    {
        foreach (var tree in Codebase.FilesOf(user))
        {
            var model = user.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is not (SimpleNameSyntax or BaseObjectCreationExpressionSyntax) || model.GetSymbolInfo(node).Symbol is not { } symbol || symbol.ContainingAssembly?.Name != assembly)
                    continue;

                if ((symbol as INamedTypeSymbol ?? (symbol as IMethodSymbol)?.ReducedFrom?.ContainingType ?? symbol.ContainingType) is { } type)
                    yield return KeyOf(type);
                if (model.GetTypeInfo(node).Type is { } given)
                {
                    foreach (var part in PartsOf(given).Where(part => part.ContainingAssembly?.Name == assembly))
                        yield return KeyOf(part);
                }
            }
        }
    }

    private static string KeyOf(INamedTypeSymbol type)
    {
        while (type.ContainingType is { } outer)
            type = outer;
        return type.OriginalDefinition.ToDisplayString();
    }

    private static IEnumerable<ITypeSymbol> SignaturesOf(INamedTypeSymbol type)
        => new ITypeSymbol?[] { type.BaseType }.OfType<ITypeSymbol>()
            .Concat(type.Interfaces)
            .Concat(type.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes))
            .Concat(type.GetMembers().Where(IsVisible).SelectMany(TypesOf));

    private static bool IsVisible(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.Parameters.Select(parameter => parameter.Type).Append(method.ReturnType).Concat(method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes)),
        IPropertySymbol property => property.Parameters.Select(parameter => parameter.Type).Append(property.Type),
        IFieldSymbol field => [field.Type],
        IEventSymbol happening => [happening.Type],
        INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => TypesOf(invoke),
        INamedTypeSymbol nested => SignaturesOf(nested),
        _ => [],
    };

    private static IEnumerable<INamedTypeSymbol> PartsOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => PartsOf(array.ElementType),
        IPointerTypeSymbol pointer => PartsOf(pointer.PointedAtType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(PartsOf).Append(Outermost(named)),
        _ => [],
    };

    private static INamedTypeSymbol Outermost(INamedTypeSymbol type) => type.ContainingType is { } outer ? Outermost(outer) : type.OriginalDefinition;
}
