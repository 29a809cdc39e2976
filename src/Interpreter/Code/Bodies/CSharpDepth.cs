using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>How deep C# is nested, as its compiler goes into it: one step for each part within another, but for what only goes on to the right, as <c>a + b + c</c> and <c>a.b().c()</c> do.</summary>
internal static class CSharpDepth
{
    /// <summary>No compiler's stack is as deep as a text can be; this is far more than a person writes and far less than the stack that it is given.</summary>
    public const int Most = 2000;

    /// <summary>As deep as the usual stack of a thread is sure to take it.</summary>
    public const int Usual = 200;

    // A compiler goes through them again for each of them.
    private const int MostRanks = 100;

    /// <summary>The deepest of all nodes, and how deep it is.</summary>
    public static (SyntaxNode? Node, int Depth) Deepest(IEnumerable<SyntaxNode> roots)
    {
        (SyntaxNode? Node, int Depth) deepest = (null, 0);
        var waiting = new Stack<(SyntaxNode Node, int Depth)>(roots.Select(root => (root, 0)));
        while (waiting.TryPop(out var next))
        {
            if (next.Node is ArrayTypeSyntax { RankSpecifiers.Count: > MostRanks })
                next.Depth = Most + 1;
            if (next.Depth > deepest.Depth)
                deepest = next;
            if (next.Depth > Most)
                break;

            foreach (var child in next.Node.ChildNodes())
                waiting.Push((child, GoesOn(next.Node, child) ? next.Depth : next.Depth + 1));
        }

        return deepest;
    }

    private static bool GoesOn(SyntaxNode around, SyntaxNode part) => around switch
    {
        BinaryExpressionSyntax binary => binary.Left == part,
        MemberAccessExpressionSyntax access => access.Expression == part,
        InvocationExpressionSyntax call => call.Expression == part,
        _ => false,
    };
}
