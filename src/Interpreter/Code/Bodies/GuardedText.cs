using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// C# of a unit in which functions that may come back to themselves look first whether there is stack left, and which asks dag where it wants to end the
/// process: both would end it with no word of whose code it was. Its methods stay methods of their own, so that each has its line in a trace. Words are put between what is written, so that every line stays where it is.
/// </summary>
internal static class GuardedText
{
    private const string Look = "global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();";
    private const string Ending = "global::Dag.Interpreter.Code.Bodies.ProcessEnding";

    /// <summary>The same trees where nothing is to be guarded.</summary>
    public static IReadOnlyList<SyntaxTree> Over(IReadOnlyList<SyntaxTree> trees, Func<SyntaxTree, SemanticModel> look)
    {
        var edits = CallGraph.RecursiveIn(trees).SelectMany(function => EditsOf(function, look).Select(edit => (Tree: function.SyntaxTree, Edit: edit)))
            .Concat(trees.SelectMany(tree => EndsIn(tree).Concat(SeparateMethods.In(tree)).Select(edit => (Tree: tree, Edit: edit)))).ToLookup(each => each.Tree, each => each.Edit);
        return edits.Count == 0 ? trees : trees.Select(tree => edits.Contains(tree) ? With(tree, edits[tree]) : tree).ToList();
    }

    private static SyntaxTree With(SyntaxTree tree, IEnumerable<TextChange> edits)
    {
        var text = new StringBuilder(tree.ToString());
        foreach (var edit in edits.OrderByDescending(edit => edit.Span.Start).ThenByDescending(edit => edit.Span.Length))
            text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
        return CSharpSyntaxTree.ParseText(SourceText.From(text.ToString(), Encoding.UTF8), (CSharpParseOptions)tree.Options, tree.FilePath);
    }

    private static IEnumerable<TextChange> EditsOf(SyntaxNode function, Func<SyntaxTree, SemanticModel> look) => function switch
    {
        BaseMethodDeclarationSyntax { Body: { } body } => First(body),
        BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } method => Block(arrow, FunctionResult.IsNone(method), method.SemicolonToken),
        LocalFunctionStatementSyntax { Body: { } body } => First(body),
        LocalFunctionStatementSyntax { ExpressionBody: { } arrow } local => Block(arrow, FunctionResult.IsNone(local), local.SemicolonToken),
        AccessorDeclarationSyntax { Body: { } body } => First(body),
        AccessorDeclarationSyntax { ExpressionBody: { } arrow } accessor => Block(arrow, !accessor.IsKind(SyntaxKind.GetAccessorDeclaration), accessor.SemicolonToken),
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } property => Block(arrow, false, property.SemicolonToken, "{ get ", " }"),
        IndexerDeclarationSyntax { ExpressionBody: { } arrow } indexer => Block(arrow, false, indexer.SemicolonToken, "{ get ", " }"),
        AnonymousFunctionExpressionSyntax { Block: { } body } => First(body),
        LambdaExpressionSyntax { ExpressionBody: { } body } lambda => OfLambda(lambda, body, look(lambda.SyntaxTree)),
        _ => [],
    };

    private static IEnumerable<TextChange> First(BlockSyntax body) => [new(new(body.OpenBraceToken.Span.End, 0), $" {Look} ")];

    private static IEnumerable<TextChange> Block(ArrowExpressionClauseSyntax arrow, bool givesNothing, SyntaxToken end, string before = "", string after = "")
        => arrow.Expression is ThrowExpressionSyntax ? [] : [new(arrow.ArrowToken.Span, $"{before}{{ {Look} {(givesNothing ? "" : "return")} "), new(new(end.Span.End, 0), $" }}{after}")];

    private static IEnumerable<TextChange> OfLambda(LambdaExpressionSyntax lambda, ExpressionSyntax body, SemanticModel model)
    {
        if (FunctionResult.IsTree(lambda, model) || body is ThrowExpressionSyntax || model.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method)
            return [];

        return [new(new(body.SpanStart, 0), $"{{ {Look} {(FunctionResult.IsNone(method) ? "" : "return")} "), new(new(body.Span.End, 0), "; }")];
    }

    // A program may well mean something else by that name.
    private static IEnumerable<TextChange> EndsIn(SyntaxTree tree)
    {
        if (!tree.ToString().Contains("Environment", StringComparison.Ordinal))
            return [];

        var nodes = tree.GetRoot().DescendantNodes().ToList();
        return nodes.Exists(node => node is BaseTypeDeclarationSyntax { Identifier.ValueText: "Environment" } or PropertyDeclarationSyntax { Identifier.ValueText: "Environment" })
            ? []
            : nodes.OfType<MemberAccessExpressionSyntax>()
                .Where(access => access is { Name.Identifier.ValueText: nameof(Environment.Exit) or nameof(Environment.FailFast), Parent: InvocationExpressionSyntax } && IsEnvironment(access.Expression))
                .Select(access => new TextChange(access.Expression.Span, Ending));
    }

    private static bool IsEnvironment(ExpressionSyntax expression) => expression.ToString() is "Environment" or "System.Environment" or "global::System.Environment";
}
