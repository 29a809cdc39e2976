using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of the clauses of a task.</summary>
internal static class ClauseGrammar
{
    private static readonly string[] Later = ["uses"];
    private static readonly string[] Combinations = ["zip", "cross", "join", "group", "batch"];
    private static readonly string[] Modifiers = ["meta", "compatible"];

    public static readonly Parser<char, NameSyntax?> Alias = Word("as").Then(Name("a name").OrMissing()).OrNull();

    private static readonly Parser<char, NameSyntax?> Format = Word("in").Then(Name("a format: json, csv, parquet or arrow").OrMissing()).OrNull();

    private static readonly Parser<char, Reading> Comma = Sign(TokenKind.Comma);
    private static readonly Parser<char, ValueSyntax> Value = ValueGrammar.Value;

    // 'each' and 'stream' are words of the language only before a name.
    private static readonly Parser<char, ClauseSyntax> Dep = Map(
        (first, task, alias, format, here) => (ClauseSyntax)new ClauseSyntax.Needs(task ?? first, alias, here.Span) { Each = task is null ? null : first, Format = format },
        Name("a task name"), Name("a task name").If(IsBehind("each")).Checked(RefuseCombination).OrNull(), Alias, Format, Here);

    // Each further one is its own, and those before a mistake stay.
    private static readonly Parser<char, ClauseSyntax> Needs = LeftChain(Dep, Dep.FromHere().OrBroken(), [new(Comma, Keep)]);

    private static readonly Parser<char, NameSyntax> Modifier = Name("a modifier").If(reading => reading.IsNameHere).Checked(SayUnknownModifier);

    private static readonly Parser<char, OptionSourceSyntax> Source = Map(
        (kind, text) => new OptionSourceSyntax(kind, text),
        Name("env, file or command"), Quoted("a quoted variable, path or command").IfHere("a quoted variable, path or command"));

    private static readonly Parser<char, PassedVariable> Variable = Map(
        (name, meta) => new PassedVariable(name, meta is not null),
        Name("a variable name"), Word("meta").OrNull());

    private static readonly Parser<char, Waits> Backoff = Map(
        (_, first, longest) => new Waits(first, longest),
        Word("backoff"), Value.OrBroken(), Word("to").Then(Value.OrBroken()).OrNull());

    /// <summary>The clauses by their keywords. The body is one of them.</summary>
    public static readonly ByWord<ClauseSyntax> Clauses = new("a clause", FindMeant)
    {
        ["needs"] = () => Needs,
        ["option"] = () => Map(
            (name, _, type, given, source, modifiers, here) => (ClauseSyntax)new ClauseSyntax.Option(here.Doc, name, type, given, modifiers.ToEquatableList(), here.Span) { Source = source },
            Name("an option name"), Mark(TokenKind.Colon, "':' and a type"), TypeGrammar.Name("a type").Or(WithoutType),
            Sign(TokenKind.Equals).Then(Value.OrBroken()).OrNull(), Word("from").Then(Source.OrBroken()).OrNull(), Modifier.Repeated(), Here),
        ["product"] = () => Map(
            (first, element, name, format, here) => (ClauseSyntax)new ClauseSyntax.Product(element ?? first, name, here.Span) { IsStream = element is not null, Format = format },
            TypeGrammar.Name("a product type"), TypeGrammar.Name("a type").If(IsBehind("stream")).OrNull(), Quoted("a name in quotes").IfHere().OrNull(), Format, Here),
        ["run"] = () => FirstOf(
            Map((_, code, here) => (ClauseSyntax)new ClauseSyntax.RunExpression(code.Span, here.Span), Sign(TokenKind.Arrow), CSharp(CSharpForm.Expression, "a C# expression"), Here),
            Map((code, here) => (ClauseSyntax)new ClauseSyntax.RunBlock(code.Span, here.Span), Block(CSharpForm.Block), Here),
            Map((language, script, here) => (ClauseSyntax)new ClauseSyntax.RunScript(language, Cut(script, here), here.Span), Name("a language"), Quoted("a quoted script"), Here))
            .Wanted("'=>' and C#, '{' and C#, or a language and a script"),
        ["env"] = () => Map((variables, here) => (ClauseSyntax)new ClauseSyntax.PassThrough(variables.ToEquatableList(), here.Span), Variable.SeparatedBy(Comma), Here),
        ["retry"] = () => Map(
            (times, waits, jitter, here) => (ClauseSyntax)new ClauseSyntax.Retry(times, waits?.First, waits?.Longest, jitter is not null, here.Span),
            Value.IfHere("a number of retries"), Backoff.OrNull(), Word("jitter").OrNull(), Here),
        ["timeout"] = () => Map((length, here) => (ClauseSyntax)new ClauseSyntax.Timeout(length, here.Span), Value.IfHere("a duration such as 30s"), Here),
        ["cache"] = () => Map((mode, here) => (ClauseSyntax)new ClauseSyntax.Cache(mode, here.Span), Name("auto, memory, disk or never"), Here),
        ["fresh"] = () => Map((length, here) => (ClauseSyntax)new ClauseSyntax.Fresh(length, here.Span), Value.IfHere("a duration such as 7d"), Here),
        ["publish"] = () => Map((path, here) => (ClauseSyntax)new ClauseSyntax.Publish(path, here.Span), Quoted("a path such as \"results/report.md\"").IfHere("a path such as \"results/report.md\""), Here),
        ["version"] = () => Map((text, here) => (ClauseSyntax)new ClauseSyntax.Version(text, here.Span), Quoted("a text such as \"2\""), Here),
    };

    public static bool BeginsClause(string word) => Clauses.Has(word) || Later.Contains(word);

    private static Func<Reading, bool> IsBehind(string word) => reading => reading.LastName.Text == word && reading.IsNameHere && !reading.Reader.IsWord("as");

    private static NameSyntax? RefuseCombination(NameSyntax task, Reading reading)
        => Combinations.Contains(task.Text) && reading.IsNameHere && !reading.Reader.IsWord("as")
            ? reading.Refuse<NameSyntax>(SyntaxErrors.NotReadYet(new(reading.Source, task.Span), $"needs each {task.Text}"))
            : task;

    private static ClauseSyntax Keep(ClauseSyntax dep, ClauseSyntax? next, Reading reading)
    {
        if (next is null)
            return dep;

        reading.Clauses.Add(dep);
        return next;
    }

    private static NameSyntax WithoutType(Reading reading)
    {
        reading.Break(stops: false);
        return new("", new(reading.Reader.LastEnd, 0));
    }

    private static NameSyntax SayUnknownModifier(NameSyntax modifier, Reading reading)
    {
        if (!Modifiers.Contains(modifier.Text))
            reading.Diagnostics.Add(SyntaxErrors.UnknownModifier(new(reading.Source, modifier.Span), modifier.Text, FindModifier(modifier.Text)));
        return modifier;
    }

    private static string? FindModifier(string modifier)
        => modifier == "except" ? "only a folder has it: folder \"src\" except \"**/bin/**\"" : Suggestion.For(modifier, [.. Modifiers, "except"]);

    private static TextSyntax Cut(TextSyntax script, Reading reading)
        => RawText.QuotesOf(reading.Source.Slice(script.Span)) > 2 ? script with { Content = ScriptText.Of(script.Content) } : script;

    private static string? FindMeant(Reading reading)
    {
        var at = new SourceLocation(reading.Source, reading.Reader.Current.Span);
        var word = at.Text;
        if (Later.Contains(word))
            return reading.Refuse<string>(SyntaxErrors.NotReadYet(at, word));

        var foreign = ForeignWords.FindForClause(word);
        var meant = foreign is null ? Suggestion.Nearest(word, Clauses.Words) : null;
        var hint = foreign ?? (meant is null ? $"the clauses are {string.Join(", ", Clauses.Words)}" : $"did you mean '{meant}'?");
        reading.Diagnostics.Add(SyntaxErrors.UnknownClause(at, word, hint));
        return meant;
    }

    private sealed record Waits(ValueSyntax? First, ValueSyntax? Longest);
}
