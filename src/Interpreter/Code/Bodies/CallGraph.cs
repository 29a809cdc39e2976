using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Functions of a unit, and which may call which, by their names alone: one that mentions another's name may call it, and one that has a lambda in it may
/// run that. What is found here to come back to itself may not do so; what does so is found.
/// </summary>
internal sealed class CallGraph
{
    // What C# calls without its name being written.
    private const string Constructor = ".ctor";
    private const string Indexer = "this[]";
    private const string Operator = "operator";
    private const string AnyLambda = "=>";

    private static readonly string[] CalledBySigns = ["ToString", "Equals", "GetHashCode", "CompareTo", "Compare", "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "MoveNextAsync", "Current", "Dispose", "DisposeAsync", "Deconstruct"];

    private readonly List<SyntaxNode> functions = [];
    private readonly Dictionary<SyntaxNode, int> numbers = [];
    private readonly Dictionary<string, List<int>> byName = new(StringComparer.Ordinal);
    private readonly List<HashSet<int>> calls = [];

    private CallGraph(IEnumerable<SyntaxTree> trees)
    {
        foreach (var function in trees.SelectMany(tree => tree.GetRoot().DescendantNodes().Where(IsFunction)))
        {
            numbers.Add(function, functions.Count);
            foreach (var name in NamesOf(function))
                (byName.TryGetValue(name, out var known) ? known : byName[name] = []).Add(functions.Count);
            functions.Add(function);
        }

        foreach (var function in functions)
            calls.Add(CallsOf(function));
    }

    /// <summary>The functions that may come back to themselves: methods and the like all of them, lambdas only where no other function is on the way.</summary>
    public static IReadOnlyList<SyntaxNode> RecursiveIn(IReadOnlyList<SyntaxTree> trees)
    {
        var graph = new CallGraph(trees);
        var named = graph.Cyclic(_ => true).Where(each => graph.functions[each] is not LambdaExpressionSyntax { ExpressionBody: not null }).ToHashSet();
        var lambdas = graph.Cyclic(each => !named.Contains(each));
        return [.. named.Concat(lambdas).Order().Select(each => graph.functions[each])];
    }

    private static bool IsFunction(SyntaxNode node)
        => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax
            || (node is BasePropertyDeclarationSyntax && ArrowOf(node) is not null);

    public static ArrowExpressionClauseSyntax? ArrowOf(SyntaxNode node) => node switch
    {
        PropertyDeclarationSyntax property => property.ExpressionBody,
        IndexerDeclarationSyntax indexer => indexer.ExpressionBody,
        _ => null,
    };

    private static IEnumerable<string> NamesOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        ConstructorDeclarationSyntax constructor => [constructor.Identifier.ValueText, Constructor],
        OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax => [Operator],
        LocalFunctionStatementSyntax local => [local.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        IndexerDeclarationSyntax => [Indexer],
        AccessorDeclarationSyntax { Parent.Parent: BasePropertyDeclarationSyntax around } => around switch
        {
            PropertyDeclarationSyntax property => [property.Identifier.ValueText],
            EventDeclarationSyntax declared => [declared.Identifier.ValueText],
            _ => [Indexer],
        },
        AnonymousFunctionExpressionSyntax => [AnyLambda],
        _ => [],
    };

    private HashSet<int> CallsOf(SyntaxNode function)
    {
        var called = new HashSet<int>();
        foreach (var node in function.DescendantNodes(node => node == function || !IsFunction(node)))
        {
            if (node != function && IsFunction(node))
                called.Add(numbers[node]);
            foreach (var name in MentionsOf(node))
            {
                if (byName.TryGetValue(name, out var known))
                    called.UnionWith(known);
            }
        }

        // The first values of fields belong to each constructor.
        if (function is ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax type })
        {
            foreach (var name in type.Members.Where(member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null }).SelectMany(member => member.DescendantNodes()).SelectMany(MentionsOf))
            {
                if (byName.TryGetValue(name, out var known))
                    called.UnionWith(known);
            }
        }

        return called;
    }

    private static IEnumerable<string> MentionsOf(SyntaxNode node) => node switch
    {
        // A value of a delegate type may be any lambda.
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } => [name.Identifier.ValueText, AnyLambda],
        InvocationExpressionSyntax { Expression: not (MemberAccessExpressionSyntax or GenericNameSyntax) } => [AnyLambda],
        SimpleNameSyntax name => name.Identifier.ValueText is "Invoke" or "DynamicInvoke" ? [name.Identifier.ValueText, AnyLambda] : [name.Identifier.ValueText],
        ImplicitObjectCreationExpressionSyntax => [Constructor],
        ElementAccessExpressionSyntax or ElementBindingExpressionSyntax or ImplicitElementAccessSyntax => [Indexer],
        InterpolatedStringExpressionSyntax => ["ToString"],
        BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax => [Operator, "Equals", "ToString"],
        AssignmentExpressionSyntax assignment => assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? [] : [Operator],
        CommonForEachStatementSyntax or UsingStatementSyntax => CalledBySigns,
        InvocationExpressionSyntax => IsIn(node, "Equals", "GetHashCode", "ToString", "CompareTo", "Compare") ? CalledBySigns : [],
        _ => [],
    };

    // What such a method calls may well ask another object the same.
    private static bool IsIn(SyntaxNode node, params ReadOnlySpan<string> names)
        => node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && names.Contains(method.Identifier.ValueText);

    private HashSet<int> Cyclic(Func<int, bool> isIn)
    {
        var search = new CycleSearch(calls, isIn);
        for (var start = 0; start < functions.Count; start++)
            search.From(start);
        return search.Cyclic;
    }

    /// <summary>
    /// Search for the functions that are in a strongly connected part of more than one, or call themselves: Tarjan's algorithm, without recursion, since a
    /// graph may be deep.
    /// </summary>
    private sealed class CycleSearch(IReadOnlyList<IReadOnlyCollection<int>> calls, Func<int, bool> isIn)
    {
        private readonly int[] index = new int[calls.Count];
        private readonly int[] low = new int[calls.Count];
        private readonly State[] states = new State[calls.Count];
        private readonly Stack<int> part = new();
        private readonly Stack<(int Node, IEnumerator<int> Next)> walk = new();
        private int count;

        private enum State : byte
        {
            New,
            Open,
            Closed,
        }

        public HashSet<int> Cyclic { get; } = [];

        public void From(int start)
        {
            if (states[start] != State.New || !isIn(start))
                return;

            Enter(start);
            while (walk.TryPeek(out var top))
            {
                if (top.Next.MoveNext())
                    Follow(top.Node, top.Next.Current);
                else
                    Leave(top.Node);
            }
        }

        private void Enter(int node)
        {
            index[node] = low[node] = ++count;
            states[node] = State.Open;
            part.Push(node);
            walk.Push((node, calls[node].GetEnumerator()));
        }

        private void Follow(int node, int next)
        {
            if (next == node)
                Cyclic.Add(next);
            if (states[next] == State.New && isIn(next))
                Enter(next);
            else if (states[next] == State.Open)
                low[node] = Math.Min(low[node], index[next]);
        }

        private void Leave(int node)
        {
            walk.Pop();
            if (walk.TryPeek(out var below))
                low[below.Node] = Math.Min(low[below.Node], low[node]);
            if (low[node] == index[node])
                Close(node);
        }

        private void Close(int root)
        {
            var members = new List<int>();
            do
            {
                members.Add(part.Peek());
                states[part.Peek()] = State.Closed;
            }
            while (part.Pop() != root);
            if (members.Count > 1)
                Cyclic.UnionWith(members);
        }
    }
}
