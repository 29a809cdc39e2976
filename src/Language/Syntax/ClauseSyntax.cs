using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A clause of a task.</summary>
public abstract record ClauseSyntax(TextSpan Span)
{
    /// <summary>The parts of the clause in the order of their places.</summary>
    public abstract IEnumerable<SyntaxPart> Parts();

    /// <summary><c>needs [each] t [as a] [in FORMAT]</c></summary>
    public sealed record Needs(NameSyntax Task, NameSyntax? Alias, TextSpan Span) : ClauseSyntax(Span)
    {
        /// <summary>The word <c>each</c>, where it is written.</summary>
        public NameSyntax? Each { get; init; }

        /// <summary>The format in which a script is given a table.</summary>
        public NameSyntax? Format { get; init; }

        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Dep(Task, Alias)];
    }

    /// <summary><c>option n: T [= value] [from SOURCE "…"] [meta] [compatible]</c></summary>
    public sealed record Option(string? Doc, NameSyntax Name, NameSyntax Type, ValueSyntax? Default, EquatableList<NameSyntax> Modifiers, TextSpan Span)
        : ClauseSyntax(Span)
    {
        public OptionSourceSyntax? Source { get; init; }

        public override IEnumerable<SyntaxPart> Parts() => Default is null ? [new SyntaxPart.TypeName(Type)] : [new SyntaxPart.TypeName(Type), new SyntaxPart.Value(Default)];
    }

    /// <summary><c>product [stream] T ["name"] [in FORMAT]</c></summary>
    public sealed record Product(NameSyntax Type, TextSyntax? Name, TextSpan Span) : ClauseSyntax(Span)
    {
        public bool IsStream { get; init; }

        /// <summary>The format in which a script writes a table.</summary>
        public NameSyntax? Format { get; init; }

        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.TypeName(Type)];
    }

    /// <summary><c>env NAME [meta], …</c></summary>
    public sealed record PassThrough(EquatableList<PassedVariable> Variables, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>retry N [backoff D [to D]] [jitter]</c></summary>
    public sealed record Retry(ValueSyntax Times, ValueSyntax? Backoff, ValueSyntax? Longest, bool HasJitter, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>timeout D</c></summary>
    public sealed record Timeout(ValueSyntax Length, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>cache auto|memory|disk|never</c></summary>
    public sealed record Cache(NameSyntax Mode, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>fresh D</c></summary>
    public sealed record Fresh(ValueSyntax Length, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>version "2"</c></summary>
    public sealed record Version(TextSyntax Text, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>publish "results/report.md"</c></summary>
    public sealed record Publish(TextSyntax Path, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }

    /// <summary><c>run =&gt; e</c>; the span of the C# has neither the arrow nor what ends it.</summary>
    public sealed record RunExpression(TextSpan Code, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Code(Code)];
    }

    /// <summary><c>run { … }</c>; the span of the C# is what stands between the braces.</summary>
    public sealed record RunBlock(TextSpan Code, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [new SyntaxPart.Code(Code)];
    }

    /// <summary><c>run LANGUAGE "…"</c>; <c>sh</c> is a language too.</summary>
    public sealed record RunScript(NameSyntax Language, TextSyntax Script, TextSpan Span) : ClauseSyntax(Span)
    {
        public override IEnumerable<SyntaxPart> Parts() => [];
    }
}

/// <summary>A variable of the caller's that a script may see.</summary>
public sealed record PassedVariable(NameSyntax Name, bool IsMeta);

/// <summary>Where an option's value comes from: <c>env "NAME"</c>, <c>file "path"</c>, <c>command "text"</c>.</summary>
public sealed record OptionSourceSyntax(NameSyntax Kind, TextSyntax Text);
