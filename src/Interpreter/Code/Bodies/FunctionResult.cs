using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Result of a function in C#: whether its expression, put into a block, needs a <c>return</c>.</summary>
internal static class FunctionResult
{
    public static bool IsNone(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax declared => IsNone(declared.ReturnType, declared.Modifiers),
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => true,
        _ => false,
    };

    public static bool IsNone(LocalFunctionStatementSyntax function) => IsNone(function.ReturnType, function.Modifiers);

    /// <summary>The same of a lambda, whose result only the compiler knows.</summary>
    public static bool IsNone(IMethodSymbol lambda) => lambda.ReturnsVoid || (lambda.IsAsync && lambda.ReturnType is INamedTypeSymbol { Arity: 0 });

    /// <summary>Whether a lambda becomes an expression tree, which is read and not run, and has no block.</summary>
    public static bool IsTree(LambdaExpressionSyntax lambda, SemanticModel model)
        => model.GetTypeInfo(lambda).ConvertedType is { ContainingNamespace: { } space } && space.ToDisplayString() == "System.Linq.Expressions";

    private static bool IsNone(TypeSyntax type, SyntaxTokenList modifiers)
        => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            || (modifiers.Any(SyntaxKind.AsyncKeyword) && type.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault() is IdentifierNameSyntax && type is not GenericNameSyntax);
}
