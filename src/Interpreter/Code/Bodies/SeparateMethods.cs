using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Attributes that keep a method of a program from being made a part of its caller: what it throws would have no line of its own in the trace. A method that only reckons with
/// its arguments throws nothing, and stays as fast as it is.
/// </summary>
internal static class SeparateMethods
{
    private const string Attribute = "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] ";

    public static IEnumerable<TextChange> In(SyntaxTree tree)
        => tree.GetRoot().DescendantNodes().Where(node => MayBePartOfCaller(node) && MayThrow(node)).Select(node => new TextChange(new(PositionIn(node), 0), Attribute));

    // Who has written one has thought of it.
    private static bool MayBePartOfCaller(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => (method.Body is not null || method.ExpressionBody is not null) && !HasChoice(method.AttributeLists) && IsOfPerson(method.Identifier),
        OperatorDeclarationSyntax sign => sign.Body is not null || sign.ExpressionBody is not null,
        LocalFunctionStatementSyntax local => (local.Body is not null || local.ExpressionBody is not null) && !HasChoice(local.AttributeLists),
        _ => false,
    };

    // Entries, which are called by delegates, end so.
    private static bool IsOfPerson(SyntaxToken name) => !name.ValueText.EndsWith('_');

    private static bool HasChoice(SyntaxList<AttributeListSyntax> attributes) => attributes.SelectMany(list => list.Attributes).Any(each => each.Name.ToString().Contains("MethodImpl", StringComparison.Ordinal));

    private static bool MayThrow(SyntaxNode method)
        => method.DescendantNodes().Any(node => node is ThrowExpressionSyntax or ThrowStatementSyntax or ElementAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or CastExpressionSyntax or CheckedExpressionSyntax
                or AwaitExpressionSyntax or SwitchExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax or ForEachStatementSyntax
            || (node is BinaryExpressionSyntax sum && sum.OperatorToken.Kind() is SyntaxKind.SlashToken or SyntaxKind.PercentToken)
            || (node is InvocationExpressionSyntax call && !IsOfMath(call.Expression))
            || (node is MemberAccessExpressionSyntax access && !IsOfMath(access)));

    // Of these only a few throw, which are asked for something impossible of a whole number.
    private static bool IsOfMath(ExpressionSyntax expression)
        => expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Math" or "MathF" }, Name.Identifier.ValueText: not ("Abs" or "Clamp" or "DivRem" or "BigMul" or "Sign") };

    private static int PositionIn(SyntaxNode node)
    {
        var (attributes, modifiers) = node switch
        {
            MemberDeclarationSyntax member => (member.AttributeLists, member.Modifiers),
            LocalFunctionStatementSyntax local => (local.AttributeLists, local.Modifiers),
            _ => (default, default),
        };
        return modifiers.Count > 0 ? modifiers[0].SpanStart : attributes.Count > 0 ? attributes[^1].GetLastToken().GetNextToken().SpanStart : node.GetFirstToken().SpanStart;
    }
}
