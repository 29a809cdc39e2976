using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A change of the env, beside <c>set</c>.</summary>
public abstract record ChangeSyntax
{
    private ChangeSyntax()
    {
    }

    /// <summary><c>unset t.o</c></summary>
    public sealed record Unset(NameSyntax Option) : ChangeSyntax;

    /// <summary><c>override task t { … }</c></summary>
    public sealed record Override(StatementSyntax.Task Task) : ChangeSyntax;

    /// <summary><c>substitute a with b [in c]</c></summary>
    public sealed record Substitute(NameSyntax Task, NameSyntax With, NameSyntax? In) : ChangeSyntax;

    /// <summary><c>restore a [in c]</c></summary>
    public sealed record Restore(NameSyntax Task, NameSyntax? In) : ChangeSyntax;

    /// <summary><c>pin t = value</c></summary>
    public sealed record PinValue(NameSyntax Task, ValueSyntax Value) : ChangeSyntax;

    /// <summary><c>pin t =&gt; C#</c></summary>
    public sealed record PinCode(NameSyntax Task, TextSpan Code) : ChangeSyntax
    {
        /// <summary>Whether its C# has no end of its own, which has been said.</summary>
        public bool IsBroken { get; init; }
    }

    /// <summary><c>unpin q</c></summary>
    public sealed record Unpin(QuerySyntax Tasks) : ChangeSyntax;

    /// <summary><c>disable q</c></summary>
    public sealed record Disable(QuerySyntax Tasks) : ChangeSyntax;

    /// <summary><c>enable q</c></summary>
    public sealed record Enable(QuerySyntax Tasks) : ChangeSyntax;

    /// <summary><c>remove q</c></summary>
    public sealed record Remove(QuerySyntax Tasks) : ChangeSyntax;

    /// <summary><c>rename a to b</c></summary>
    public sealed record Rename(NameSyntax From, NameSyntax To) : ChangeSyntax;
}
