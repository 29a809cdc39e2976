namespace Dag.Language.Syntax;

/// <summary>What is asked of an env, or done with the session that holds it.</summary>
public abstract record AskSyntax
{
    private AskSyntax()
    {
    }

    /// <summary>The parts of the question in the order of their places.</summary>
    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary><c>show q</c>; a name with an option behind its last dot shows that.</summary>
    public sealed record Show(QuerySyntax Tasks) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Tasks)];
    }

    public sealed record ShowTypes : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    public sealed record ShowType(NameSyntax Type) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TypeName(Type)];
    }

    public sealed record ShowEnv : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>plan [q]</c></summary>
    public sealed record Plan(QuerySyntax? Targets) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => Targets is null ? [] : [new SyntaxPart.Query(Targets)];
    }

    /// <summary><c>why t</c></summary>
    public sealed record Why(NameSyntax Task) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TaskName(Task)];
    }

    /// <summary><c>graph [q] [as dot|mermaid|json]</c></summary>
    public sealed record Graph(QuerySyntax? Tasks, NameSyntax? Format) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => Tasks is null ? [] : [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>undo [n]</c></summary>
    public sealed record Undo(int Steps) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>redo [n]</c></summary>
    public sealed record Redo(int Steps) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    public sealed record Diff : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>save ["file.dag"]</c></summary>
    public sealed record Save(TextSyntax? Path) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>load "file.dag"</c></summary>
    public sealed record Load(TextSyntax Path) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    public sealed record Reload : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    public sealed record Jobs : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>cancel [job]</c>; without a number the last one.</summary>
    public sealed record Cancel(int? Job) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>watch [job]</c></summary>
    public sealed record Watch(int? Job) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>logs t</c></summary>
    public sealed record Logs(NameSyntax Task) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TaskName(Task)];
    }

    public sealed record Runs : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>forget q</c></summary>
    public sealed record Forget(QuerySyntax Tasks) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>help [word]</c></summary>
    public sealed record Help(string? About) : AskSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }
}
