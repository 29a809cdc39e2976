namespace Dag.Language.Syntax;

/// <summary>What is asked of an env, or done with the session that holds it.</summary>
public abstract record AskSyntax
{
    private AskSyntax()
    {
    }

    /// <summary><c>show q</c>; a name with an option behind its last dot shows that.</summary>
    public sealed record Show(QuerySyntax Tasks) : AskSyntax;

    public sealed record ShowTypes : AskSyntax;

    public sealed record ShowType(NameSyntax Type) : AskSyntax;

    public sealed record ShowEnv : AskSyntax;

    /// <summary><c>plan [q]</c></summary>
    public sealed record Plan(QuerySyntax? Targets) : AskSyntax;

    /// <summary><c>why t</c></summary>
    public sealed record Why(NameSyntax Task) : AskSyntax;

    /// <summary><c>graph [q] [as dot|mermaid|json]</c></summary>
    public sealed record Graph(QuerySyntax? Tasks, NameSyntax? Format) : AskSyntax;

    /// <summary><c>undo [n]</c></summary>
    public sealed record Undo(int Steps) : AskSyntax;

    /// <summary><c>redo [n]</c></summary>
    public sealed record Redo(int Steps) : AskSyntax;

    public sealed record Diff : AskSyntax;

    /// <summary><c>save ["file.dag"]</c></summary>
    public sealed record Save(TextSyntax? Path) : AskSyntax;

    /// <summary><c>load "file.dag"</c></summary>
    public sealed record Load(TextSyntax Path) : AskSyntax;

    public sealed record Reload : AskSyntax;

    public sealed record Jobs : AskSyntax;

    /// <summary><c>cancel [job]</c>; without a number the last one.</summary>
    public sealed record Cancel(int? Job) : AskSyntax;

    /// <summary><c>watch [job]</c></summary>
    public sealed record Watch(int? Job) : AskSyntax;

    /// <summary><c>logs t</c></summary>
    public sealed record Logs(NameSyntax Task) : AskSyntax;

    public sealed record Runs : AskSyntax;

    /// <summary><c>help [word]</c></summary>
    public sealed record Help(string? About) : AskSyntax;
}
