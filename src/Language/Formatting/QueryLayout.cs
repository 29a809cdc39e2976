using Dag.Language.Syntax;

namespace Dag.Language.Formatting;

/// <summary>Where blanks belong in queries, which their tokens alone do not tell: <c>show ..a</c>, <c>a..b</c>, <c>a.. + b</c>, <c>etl.*</c>, <c>deps(a, 1)</c>.</summary>
internal sealed class QueryLayout
{
    private readonly HashSet<int> upstream = [];
    private readonly HashSet<int> downstreamEnds = [];
    private readonly HashSet<int> functionEnds = [];
    private readonly HashSet<int> insidePatterns = [];

    public QueryLayout(SyntaxTree tree)
    {
        foreach (var statement in tree.Statements)
            Visit(statement);
    }

    /// <summary>Whether a blank belongs between two tokens that stand after one another; null where queries have no say in it.</summary>
    public bool? NeedsBlank(Token last, Token token)
    {
        if (token.Kind == TokenKind.DotDot)
            return upstream.Contains(token.Start);
        if (last.Kind == TokenKind.DotDot)
            return downstreamEnds.Contains(last.End);
        if (token.Kind == TokenKind.OpenParen && functionEnds.Contains(last.End))
            return false;

        return last.End == token.Start && insidePatterns.Contains(token.Start) ? false : null;
    }

    private void Visit(StatementSyntax statement)
    {
        foreach (var part in statement.Parts())
        {
            if (part is SyntaxPart.Query(var tasks))
                Visit(tasks);
            else if (part is SyntaxPart.Statement(var inner))
                Visit(inner);
        }
    }

    private void Visit(QuerySyntax query)
    {
        switch (query)
        {
            case QuerySyntax.Pattern(_, var span):
                for (var at = span.Start + 1; at < span.End; at++)
                    insidePatterns.Add(at);
                break;
            case QuerySyntax.Upstream(var of, var span):
                upstream.Add(span.Start);
                Visit(of);
                break;
            case QuerySyntax.Downstream(var of, var span):
                downstreamEnds.Add(span.End);
                Visit(of);
                break;
            case QuerySyntax.Between(var from, var to, _):
                Visit(from, to);
                break;
            case QuerySyntax.Union(var left, var right):
                Visit(left, right);
                break;
            case QuerySyntax.Intersection(var left, var right):
                Visit(left, right);
                break;
            case QuerySyntax.Difference(var left, var right):
                Visit(left, right);
                break;
            case QuerySyntax.Call(var function, var of, _, _):
                functionEnds.Add(function.Span.End);
                Visit(of);
                break;
            case QuerySyntax.Filter(var of, _, _):
                Visit(of);
                break;
        }
    }

    private void Visit(QuerySyntax left, QuerySyntax right)
    {
        Visit(left);
        Visit(right);
    }
}
