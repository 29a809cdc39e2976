using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A set of tasks as written. A missing one is a missing name.</summary>
public abstract record QuerySyntax(TextSpan Span)
{
    /// <summary>The parts of the query in the order of their places.</summary>
    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary>A task by its name.</summary>
    public sealed record Named(NameSyntax Name) : QuerySyntax(Name.Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TaskName(Name)];
    }

    /// <summary><c>etl.*</c>, <c>load_*</c>: a name with stars, each for any letters.</summary>
    public sealed record Pattern(string Text, TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    public sealed record All(TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>..q</c>: all that leads to it, and it.</summary>
    public sealed record Upstream(QuerySyntax Of, TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Of)];
    }

    /// <summary><c>q..</c>: all that follows from it, and it.</summary>
    public sealed record Downstream(QuerySyntax Of, TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Of)];
    }

    /// <summary><c>a..b</c>: what lies on the paths from one to the other, with both ends.</summary>
    public sealed record Between(QuerySyntax From, QuerySyntax To, TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(From), new SyntaxPart.Query(To)];
    }

    public sealed record Union(QuerySyntax Left, QuerySyntax Right) : QuerySyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End))
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Left), new SyntaxPart.Query(Right)];
    }

    public sealed record Intersection(QuerySyntax Left, QuerySyntax Right) : QuerySyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End))
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Left), new SyntaxPart.Query(Right)];
    }

    public sealed record Difference(QuerySyntax Left, QuerySyntax Right) : QuerySyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End))
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Left), new SyntaxPart.Query(Right)];
    }

    /// <summary><c>deps(q, n)</c>, <c>rdeps(q, n)</c>, <c>roots(q)</c>, <c>leaves(q)</c></summary>
    public sealed record Call(NameSyntax Function, QuerySyntax Of, int? Depth, TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Of)];
    }

    /// <summary><c>q where condition</c></summary>
    public sealed record Filter(QuerySyntax Of, ConditionSyntax Condition, TextSpan Span) : QuerySyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Of), new SyntaxPart.Condition(Condition)];
    }
}

/// <summary>What a task of a query must be like.</summary>
public abstract record ConditionSyntax(TextSpan Span)
{
    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary>A state by its word: <c>cached</c>, <c>stale</c>, <c>running</c>, <c>failed</c>, <c>disabled</c>, <c>overridden</c>, <c>pinned</c>.</summary>
    public sealed record State(NameSyntax Word) : ConditionSyntax(Word.Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>product T</c>: it makes a T or what descends from it.</summary>
    public sealed record Product(NameSyntax Type, TextSpan Span) : ConditionSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TypeName(Type)];
    }

    /// <summary><c>option n</c>: it has an option of that name.</summary>
    public sealed record Option(NameSyntax Name, TextSpan Span) : ConditionSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>doc "text"</c>: its doc comment says so, in capitals or not.</summary>
    public sealed record Doc(TextSyntax Text, TextSpan Span) : ConditionSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    public sealed record Not(ConditionSyntax Condition, TextSpan Span) : ConditionSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Condition(Condition)];
    }

    public sealed record And(ConditionSyntax Left, ConditionSyntax Right) : ConditionSyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End))
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Condition(Left), new SyntaxPart.Condition(Right)];
    }

    public sealed record Or(ConditionSyntax Left, ConditionSyntax Right) : ConditionSyntax(TextSpan.FromBounds(Left.Span.Start, Right.Span.End))
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Condition(Left), new SyntaxPart.Condition(Right)];
    }
}
