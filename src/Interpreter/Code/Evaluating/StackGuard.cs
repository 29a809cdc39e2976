using Dag.Interpreter.Code.Bodies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>
/// Has each function that is typed look first whether there is stack left: one that calls itself for ever throws then, and would else end the
/// process, which nothing can keep it from. Each turn of a loop looks whether it is to stop. Where what a lambda gives has to be known, the compiler is asked.
/// </summary>
internal sealed class StackGuard : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Look = ParseStatement("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");

    private static readonly StatementSyntax Stop = ParseStatement("global::Dag.Interpreter.Code.Evaluating.StopPoint.Check();");

    private static readonly ConditionalExpressionSyntax LookFirst = (ConditionalExpressionSyntax)ParseExpression(
        "global::System.Runtime.CompilerServices.RuntimeHelpers.TryEnsureSufficientExecutionStack() ? null : throw new global::System.InsufficientExecutionStackException()");

    private readonly Lazy<SemanticModel> model;

    private StackGuard(Func<SemanticModel> look) => model = new(look);

    /// <summary>The same tree where it has neither functions nor loops.</summary>
    public static SyntaxTree Over(SyntaxTree tree, Func<SemanticModel> look)
    {
        var root = tree.GetRoot();
        if (!root.DescendantNodes().Any(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax
            or ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax))
            return tree;

        try
        {
            return new StackGuard(look).Visit(root) is { } guarded && guarded != root ? tree.WithRootAndOptions(guarded, tree.Options) : tree;
        }
        catch (InsufficientExecutionStackException)
        {
            // A sum of twenty thousand parts is too deep for a visitor, and compiles all the same.
            return tree;
        }
    }

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is not LambdaExpressionSyntax { ExpressionBody: { } body } lambda)
            return Guarded(base.Visit(node));
        if (!CallsSomething(body))
            return node;

        if (FunctionResult.IsTree(lambda, model.Value) || model.Value.GetSymbolInfo(lambda).Symbol is not IMethodSymbol method || base.Visit(node) is not LambdaExpressionSyntax { ExpressionBody: { } inner } visited)
            return node;

        return visited.WithExpressionBody(null).WithBlock(BlockOf(inner, FunctionResult.IsNone(method)));
    }

    // What the compiler writes for a record's equality and hash asks for its contract first; for its text it looks by itself.
    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node)
    {
        if (base.VisitRecordDeclaration(node) is not RecordDeclarationSyntax visited)
            return node;

        var contract = model.Value.GetDeclaredSymbol(node)?.GetMembers("EqualityContract").OfType<IPropertySymbol>().FirstOrDefault();
        return contract is { IsImplicitlyDeclared: true } && ParseMemberDeclaration(Contract(contract, node)) is { } guarded ? WithMember(visited, guarded) : visited;
    }

    // The constructor around them may be one that nobody wrote.
    public override SyntaxNode? VisitEqualsValueClause(EqualsValueClauseSyntax node)
        => base.VisitEqualsValueClause(node) is EqualsValueClauseSyntax visited && IsOfInstance(node) && CallsSomething(node.Value)
            ? visited.WithValue(LookFirst.WithWhenTrue(ParenthesizedExpression(visited.Value)))
            : base.VisitEqualsValueClause(node);

    private static bool IsOfInstance(EqualsValueClauseSyntax initializer)
        => initializer.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { Parent: TypeDeclarationSyntax } member
            && (initializer.Parent is PropertyDeclarationSyntax || (member is FieldDeclarationSyntax && initializer.Parent?.Parent?.Parent == member))
            && !member.Modifiers.Any(SyntaxKind.StaticKeyword) && !member.Modifiers.Any(SyntaxKind.ConstKeyword);

    private static string Contract(IPropertySymbol contract, RecordDeclarationSyntax record)
    {
        var modifiers = contract.IsOverride ? "protected override" : contract.IsVirtual ? "protected virtual" : "private";
        return $"{modifiers} global::System.Type EqualityContract {{ get {{ {Look} return typeof({record.Identifier}{TypeArguments(record)}); }} }}";
    }

    private static string TypeArguments(RecordDeclarationSyntax record)
        => record.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(parameter => parameter.Identifier.Text))}>" : "";

    private static RecordDeclarationSyntax WithMember(RecordDeclarationSyntax record, MemberDeclarationSyntax member)
        => record.WithSemicolonToken(default).WithOpenBraceToken(Token(SyntaxKind.OpenBraceToken)).WithCloseBraceToken(Token(SyntaxKind.CloseBraceToken)).AddMembers(member);

    private static SyntaxNode? Guarded(SyntaxNode? node) => node switch
    {
        BaseMethodDeclarationSyntax { Body: { } body } method => method.WithBody(BlockOf(body)),
        BaseMethodDeclarationSyntax { ExpressionBody: { } arrow } method
            => method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BlockOf(arrow.Expression, FunctionResult.IsNone(method))),
        LocalFunctionStatementSyntax { Body: { } body } function => function.WithBody(BlockOf(body)),
        LocalFunctionStatementSyntax { ExpressionBody: { } arrow } function
            => function.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BlockOf(arrow.Expression, FunctionResult.IsNone(function))),
        AccessorDeclarationSyntax { Body: { } body } accessor => accessor.WithBody(BlockOf(body)),
        AccessorDeclarationSyntax { ExpressionBody: { } arrow } accessor
            => accessor.WithExpressionBody(null).WithSemicolonToken(default).WithBody(BlockOf(arrow.Expression, !accessor.IsKind(SyntaxKind.GetAccessorDeclaration))),
        PropertyDeclarationSyntax { ExpressionBody: { } arrow } property => property.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(GetterOf(arrow)),
        IndexerDeclarationSyntax { ExpressionBody: { } arrow } indexer => indexer.WithExpressionBody(null).WithSemicolonToken(default).WithAccessorList(GetterOf(arrow)),
        AnonymousFunctionExpressionSyntax { Block: { } body } function => function.WithBlock(BlockOf(body)),
        ForStatementSyntax loop => loop.WithStatement(Block(Stop, loop.Statement)),
        CommonForEachStatementSyntax loop => loop.WithStatement(Block(Stop, loop.Statement)),
        WhileStatementSyntax loop => loop.WithStatement(Block(Stop, loop.Statement)),
        DoStatementSyntax loop => loop.WithStatement(Block(Stop, loop.Statement)),
        _ => node,
    };

    // What calls nothing does not come back to itself, and is as fast as ever.
    private static bool CallsSomething(ExpressionSyntax body)
        => body.DescendantNodesAndSelf().Any(each => each is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax);

    private static AccessorListSyntax GetterOf(ArrowExpressionClauseSyntax arrow)
        => AccessorList(SingletonList(AccessorDeclaration(SyntaxKind.GetAccessorDeclaration, BlockOf(arrow.Expression, givesNothing: false))));

    private static BlockSyntax BlockOf(BlockSyntax body) => body.WithStatements(body.Statements.Insert(0, Look));

    private static BlockSyntax BlockOf(ExpressionSyntax body, bool givesNothing) => Block(Look, body switch
    {
        ThrowExpressionSyntax thrown => ThrowStatement(thrown.Expression),
        _ when givesNothing => ExpressionStatement(body),
        _ => ReturnStatement(body),
    });
}
