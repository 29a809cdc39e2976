using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>An input that was compiled: what it declares, what it leans on, and the object that holds its variables once it has run.</summary>
internal sealed class Submission(string name, SyntaxTree tree, IReadOnlyList<DeclaredName> declares)
{
    /// <summary>Of its assembly and of its class.</summary>
    public string Name { get; } = name;

    public SyntaxTree Tree { get; } = tree;

    public IReadOnlyList<DeclaredName> Declares { get; } = declares;

    /// <summary>
    /// The inputs it refers to, and all assemblies that it names something of: of a constant nothing is left in what was emitted, while of a
    /// <c>using static</c> there is something even where it was of no use.
    /// </summary>
    public HashSet<string> DependsOn { get; init; } = [];

    /// <summary>The name of what it makes of anonymous types says how many inputs were before it, so that number must not change.</summary>
    public bool KeepsItsPlace { get; init; }

    /// <summary>The name under which products are bound here; null for what was typed.</summary>
    public string? Holds { get; init; }

    /// <summary>The products that it was last given.</summary>
    public string? Stamp { get; set; }

    /// <summary>Its variables.</summary>
    public object? Instance { get; set; }

    /// <summary>Whether there is an object for it among those that a later input is given.</summary>
    public bool HasCode { get; } = tree.GetCompilationUnitRoot().Members.Count > 0;

    public static HashSet<string> ReferencesIn(byte[] image)
    {
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        return metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToHashSet();
    }

    public static bool HasAnonymousTypes(byte[] image)
    {
        using var reader = new PEReader(new MemoryStream(image));
        var metadata = reader.GetMetadataReader();
        return metadata.TypeDefinitions.Any(handle => metadata.StringComparer.StartsWith(metadata.GetTypeDefinition(handle).Name, "<>f__Anonymous"));
    }

    public static IEnumerable<string> NamedIn(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
            .Select(named => model.GetSymbolInfo(named).Symbol?.ContainingAssembly?.Name).OfType<string>().Distinct();
    }
}
