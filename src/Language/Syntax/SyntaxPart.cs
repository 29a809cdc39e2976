using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>
/// Part of a statement by its role. Every statement, change, clause, query and condition lists its parts, so that whatever walks over statements knows a new one
/// as soon as it compiles.
/// </summary>
public abstract record SyntaxPart
{
    private SyntaxPart()
    {
    }

    /// <summary>The name of a task, declared here or declared elsewhere.</summary>
    public sealed record TaskName(NameSyntax Name) : SyntaxPart;

    /// <summary>A task that another needs, with the name that its body uses instead.</summary>
    public sealed record Dep(NameSyntax Name, NameSyntax? Alias) : SyntaxPart;

    /// <summary>An option behind the name of its task: <c>t.o</c>.</summary>
    public sealed record OptionName(NameSyntax Name) : SyntaxPart;

    public sealed record TypeName(NameSyntax Name) : SyntaxPart;

    public sealed record Value(ValueSyntax Literal) : SyntaxPart;

    /// <summary>The path of a file that the statement reads.</summary>
    public sealed record FilePath(TextSyntax Path) : SyntaxPart;

    /// <summary>C#, which no part says more of.</summary>
    public sealed record Code(TextSpan Span) : SyntaxPart;

    public sealed record Query(QuerySyntax Tasks) : SyntaxPart;

    public sealed record Condition(ConditionSyntax What) : SyntaxPart;

    public sealed record Statement(StatementSyntax Inner) : SyntaxPart;

    /// <summary>The part and all parts within it, each before those within it.</summary>
    public IEnumerable<SyntaxPart> All => this switch
    {
        Query(var tasks) => tasks.Parts().SelectMany(part => part.All).Prepend(this),
        Condition(var what) => what.Parts().SelectMany(part => part.All).Prepend(this),
        Statement(var inner) => inner.Parts().SelectMany(part => part.All).Prepend(this),
        _ => [this],
    };
}
