using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A set of tasks as written. A missing one is a missing name.</summary>
public abstract record QuerySyntax(TextSpan Span)
{
    /// <summary>A task by its name.</summary>
    public sealed record Named(NameSyntax Name) : QuerySyntax(Name.Span);

    /// <summary><c>etl.*</c>, <c>load_*</c>: a name with stars, each for any letters.</summary>
    public sealed record Pattern(string Text, TextSpan Span) : QuerySyntax(Span);

    public sealed record All(TextSpan Span) : QuerySyntax(Span);

    /// <summary><c>..q</c>: all that leads to it, and it.</summary>
    public sealed record Upstream(QuerySyntax Of, TextSpan Span) : QuerySyntax(Span);

    /// <summary><c>q..</c>: all that follows from it, and it.</summary>
    public sealed record Downstream(QuerySyntax Of, TextSpan Span) : QuerySyntax(Span);

    /// <summary><c>a..b</c>: what lies on the paths from one to the other, with both ends.</summary>
    public sealed record Between(QuerySyntax From, QuerySyntax To, TextSpan Span) : QuerySyntax(Span);

    public sealed record Union(QuerySyntax Left, QuerySyntax Right) : QuerySyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End));

    public sealed record Intersection(QuerySyntax Left, QuerySyntax Right) : QuerySyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End));

    public sealed record Difference(QuerySyntax Left, QuerySyntax Right) : QuerySyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End));

    /// <summary><c>deps(q, n)</c>, <c>rdeps(q, n)</c>, <c>roots(q)</c>, <c>leaves(q)</c></summary>
    public sealed record Call(NameSyntax Function, QuerySyntax Of, int? Depth, TextSpan Span) : QuerySyntax(Span);

    /// <summary><c>q where condition</c></summary>
    public sealed record Filter(QuerySyntax Of, ConditionSyntax Condition, TextSpan Span) : QuerySyntax(Span);
}

/// <summary>What a task of a query must be like.</summary>
public abstract record ConditionSyntax(TextSpan Span)
{
    /// <summary>A state by its word: <c>cached</c>, <c>stale</c>, <c>running</c>, <c>failed</c>, <c>disabled</c>, <c>overridden</c>, <c>pinned</c>.</summary>
    public sealed record State(NameSyntax Word) : ConditionSyntax(Word.Span);

    /// <summary><c>product T</c>: it makes a T or what descends from it.</summary>
    public sealed record Product(NameSyntax Type, TextSpan Span) : ConditionSyntax(Span);

    /// <summary><c>option n</c>: it has an option of that name.</summary>
    public sealed record Option(NameSyntax Name, TextSpan Span) : ConditionSyntax(Span);

    /// <summary><c>doc "text"</c>: its doc comment says so, in capitals or not.</summary>
    public sealed record Doc(TextSyntax Text, TextSpan Span) : ConditionSyntax(Span);

    public sealed record Not(ConditionSyntax Condition, TextSpan Span) : ConditionSyntax(Span);

    public sealed record And(ConditionSyntax Left, ConditionSyntax Right) : ConditionSyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End));

    public sealed record Or(ConditionSyntax Left, ConditionSyntax Right) : ConditionSyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End));
}
