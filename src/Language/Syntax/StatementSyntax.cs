using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A statement of a file, from its first token to its last.</summary>
public abstract record StatementSyntax(TextSpan Span)
{
    /// <summary>The parts of the statement in the order of their places.</summary>
    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary><c>import std.files [as f]</c></summary>
    public sealed record ImportModule(NameSyntax Module, NameSyntax? Alias, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>import "lib/etl.dag" [as etl]</c></summary>
    public sealed record ImportFile(TextSyntax Path, NameSyntax? Alias, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.FilePath(Path)];
    }

    /// <summary><c>using System.Text.Json</c>: the span of what stands after the keyword, C#'s own (static and alias forms too).</summary>
    public sealed record Using(TextSpan Namespace, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>reference "lib/Stats.dll"</c></summary>
    public sealed record Reference(TextSyntax Path, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.FilePath(Path)];
    }

    /// <summary><c>code { … }</c>; the span of the C# is what stands between the braces.</summary>
    public sealed record Code(TextSpan Members, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Code(Members)];
    }

    /// <summary><c>language python runs "python3" "{script}" modules "lib/*.py"</c>, either of which may be left out.</summary>
    public sealed record Language(NameSyntax Name, EquatableList<TextSyntax> Command, TextSpan Span) : StatementSyntax(Span)
    {
        /// <summary>Patterns of the files that scripts of the language import.</summary>
        public EquatableList<TextSyntax> Modules { get; init; }

        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>type T …</c></summary>
    public sealed record Type(string? Doc, NameSyntax Name, TypeFormSyntax Form, ClosedSetSyntax? In, PredicateSyntax? Where, TextSpan Span)
        : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [.. Form.Parts(), .. (In?.Values ?? []).Select(value => new SyntaxPart.Value(value)), .. Where is { } where ? [new SyntaxPart.Code(where.Code)] : Array.Empty<SyntaxPart>()];
    }

    /// <summary><c>task t { … }</c></summary>
    /// <param name="HasBlock">False where its <c>{</c> is missing, which has been said.</param>
    public sealed record Task(string? Doc, NameSyntax Name, EquatableList<ClauseSyntax> Clauses, bool HasBlock, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => Clauses.SelectMany(clause => clause.Parts()).Prepend(new SyntaxPart.TaskName(Name));

        /// <summary>Whether something in it is written wrongly, which has been said.</summary>
        public bool HasMistakes { get; init; }
    }

    /// <summary><c>set t.o = value</c></summary>
    public sealed record Set(NameSyntax Option, ValueSyntax Value, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.OptionName(Option), new SyntaxPart.Value(Value)];
    }

    /// <summary><c>run q [with t.o = v, …] [&amp;]</c>; at the prompt the last sign sends it into the background.</summary>
    public sealed record Run(QuerySyntax Targets, EquatableList<Set> With, bool InBackground, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Query(Targets), .. With.Select(set => new SyntaxPart.Statement(set))];
    }

    /// <summary>Something that makes another env of an env: <c>pin</c>, <c>override</c> and their kin.</summary>
    public sealed record Change(ChangeSyntax What, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => What.Parts();
    }

    /// <summary>Something that is asked, or done with the session: <c>show</c>, <c>undo</c> and their kin.</summary>
    public sealed record Ask(AskSyntax What, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => What.Parts();
    }

    /// <summary><c>test "…" { … }</c></summary>
    public sealed record Test(TextSyntax Name, EquatableList<StatementSyntax> Steps, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => Steps.Select(step => new SyntaxPart.Statement(step));
    }

    /// <summary><c>expect q [where C#]</c>, in a test.</summary>
    public sealed record Expect(QuerySyntax Tasks, TextSpan? Where, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => Where is { } where ? [new SyntaxPart.Query(Tasks), new SyntaxPart.Code(where)] : [new SyntaxPart.Query(Tasks)];
    }

    /// <summary><c>expect error "…" from STATEMENT</c>, in a test.</summary>
    public sealed record ExpectError(TextSyntax Message, StatementSyntax From, TextSpan Span) : StatementSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Statement(From)];
    }
}

/// <summary>What a type is made of.</summary>
public abstract record TypeFormSyntax
{
    private TypeFormSyntax()
    {
    }

    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary><c>of int</c>: the span of the C# type.</summary>
    public sealed record Of(TextSpan Representation) : TypeFormSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Code(Representation)];
    }

    /// <summary><c>: Parent</c></summary>
    public sealed record Child(NameSyntax Parent) : TypeFormSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TypeName(Parent)];
    }

    /// <summary><c>list of T</c></summary>
    public sealed record ListOf(NameSyntax Element) : TypeFormSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TypeName(Element)];
    }

    /// <summary>None was written; that has been said.</summary>
    public sealed record Missing : TypeFormSyntax
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }
}

/// <summary><c>in ["linear", "rbf"]</c>, maybe with an <c>else</c> of its own.</summary>
public sealed record ClosedSetSyntax(EquatableList<ValueSyntax> Values, TextSyntax? Message, TextSpan Span);

/// <summary><c>where C# [else "message with {value}"]</c></summary>
public sealed record PredicateSyntax(TextSpan Code, TextSyntax? Message, TextSpan Span)
{
    /// <summary>Whether its C# is missing or has no end of its own, which has been said.</summary>
    public bool IsBroken { get; init; }
}
