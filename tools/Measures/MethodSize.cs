using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Measures;

/// <summary>Method, constructor or accessor with a body, and its lines from the signature to the last brace.</summary>
public sealed record MethodSize(string Name, string File, int Lines)
{
    public static IReadOnlyList<MethodSize> AllOf(Codebase codebase)
        => codebase.Projects.SelectMany(Codebase.FilesOf).SelectMany(tree => tree.GetRoot().DescendantNodes().Where(HasBody).Select(node => Of(node, tree))).ToList();

    private static bool HasBody(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        PropertyDeclarationSyntax property => property.ExpressionBody is not null,
        _ => false,
    };

    private static MethodSize Of(SyntaxNode node, SyntaxTree tree)
    {
        var first = node.ChildNodesAndTokens().First(part => part.AsNode() is not AttributeListSyntax);
        var lines = tree.GetLineSpan(node.Span).EndLinePosition.Line - tree.GetLineSpan(first.Span).StartLinePosition.Line + 1;
        return new($"{NameOf(node.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>())}.{NameOf(node)}", Codebase.PathOf(tree), lines);
    }

    private static string NameOf(SyntaxNode? node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        ConstructorDeclarationSyntax => "new",
        AccessorDeclarationSyntax { Parent.Parent: PropertyDeclarationSyntax property } accessor => $"{property.Identifier.Text}.{accessor.Keyword.Text}",
        _ => node?.Kind().ToString() ?? "",
    };
}
