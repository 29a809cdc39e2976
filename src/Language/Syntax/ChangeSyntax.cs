using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A change of the env, beside <c>set</c>.</summary>
public abstract record ChangeSyntax
{
    private ChangeSyntax()
    {
    }

    /// <summary>The parts of the change in the order of their places.</summary>
    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary><c>unset t.o</c></summary>
    public sealed record Unset(NameSyntax Option) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.OptionName(Option)];
    }

    /// <summary><c>override task t { … }</c></summary>
    public sealed record Override(StatementSyntax.Task Task) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Statement(Task)];
    }

    /// <summary><c>substitute a with b [in c]</c></summary>
    public sealed record Substitute(NameSyntax Task, NameSyntax With, NameSyntax? In) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => In is null ? [new SyntaxPart.TaskName(Task), new SyntaxPart.TaskName(With)] : [new SyntaxPart.TaskName(Task), new SyntaxPart.TaskName(With), new SyntaxPart.TaskName(In)];
    }

    /// <summary><c>restore a [in c]</c></summary>
    public sealed record Restore(NameSyntax Task, NameSyntax? In) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => In is null ? [new SyntaxPart.TaskName(Task)] : [new SyntaxPart.TaskName(Task), new SyntaxPart.TaskName(In)];
    }

    /// <summary><c>pin t = value</c></summary>
    public sealed record PinValue(NameSyntax Task, ValueSyntax Value) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TaskName(Task), new SyntaxPart.Value(Value)];
    }

    /// <summary><c>pin t =&gt; C#</c></summary>
    public sealed record PinCode(NameSyntax Task, TextSpan Code) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TaskName(Task), new SyntaxPart.Code(Code)];

        /// <summary>Whether its C# has no end of its own, which has been said.</summary>
        public bool IsBroken { get; init; }
    }

    /// <summary><c>unpin q</c></summary>
    public sealed record Unpin(QuerySyntax Tasks) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>disable q</c></summary>
    public sealed record Disable(QuerySyntax Tasks) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>enable q</c></summary>
    public sealed record Enable(QuerySyntax Tasks) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>remove q</c></summary>
    public sealed record Remove(QuerySyntax Tasks) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>rename a to b</c></summary>
    public sealed record Rename(NameSyntax From, NameSyntax To) : ChangeSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TaskName(From), new SyntaxPart.TaskName(To)];
    }
}
