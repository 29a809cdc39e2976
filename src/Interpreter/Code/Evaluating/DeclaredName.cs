using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>A name that an input declares. Functions with other parameters stand beside each other; anything else hides what had its name before.</summary>
internal sealed record DeclaredName(string Name, string? Parameters)
{
    public static IReadOnlyList<DeclaredName> Of(CSharpCompilation compilation)
    {
        var members = compilation.ScriptClass?.GetMembers() ?? [];
        var usings = compilation.SyntaxTrees.SelectMany(tree => tree.GetCompilationUnitRoot().Usings);
        return [.. members.Where(IsWritten).Select(Of), .. usings.Select(use => new DeclaredName(Words(use), null))];
    }

    public bool IsHiddenBy(DeclaredName later) => Name == later.Name && (Parameters is null || later.Parameters is null || Parameters == later.Parameters);

    private static bool IsWritten(ISymbol member)
        => !member.IsImplicitlyDeclared && member.CanBeReferencedByName && member is IFieldSymbol or IPropertySymbol or IEventSymbol or INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary };

    private static DeclaredName Of(ISymbol member) => member switch
    {
        IMethodSymbol method => new(method.Name, $"`{method.Arity}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.RefKind} {parameter.Type.ToDisplayString()}"))})"),
        INamedTypeSymbol { Arity: > 0 } type => new(type.Name, $"`{type.Arity}"),
        _ => new(member.Name, null),
    };

    private static string Words(UsingDirectiveSyntax use) => string.Join(' ', use.DescendantTokens().Select(token => token.Text));
}
