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

/// <summary>Productions of statements, one for each keyword.</summary>
internal static class StatementGrammar
{
    private static readonly string[] Later = ["section", "invocation", "token"];

    private static readonly Parser<char, List<TextSyntax>> Modules = Word("modules").Then(Words("a quoted pattern of files"));

    private static readonly ByWord<StatementSyntax> Declarations = new("a statement", FindMeant)
    {
        ["type"] = () => TypeGrammar.Type,
        ["task"] = () => TaskGrammar.Task,
        ["import"] = () => FirstOf(
            Map((path, alias, here) => (StatementSyntax)new StatementSyntax.ImportFile(path, alias, here.Span), Quoted("a path").Checked(RefuseUnclosed), ClauseGrammar.Alias, Here),
            Map(
                (module, alias, here) => (StatementSyntax)new StatementSyntax.ImportModule(module, alias, here.Span),
                Name("a module such as std.files, or a quoted path").OrMissing(), ClauseGrammar.Alias, Here)),
        ["using"] = () => Map(
            (opened, here) => (StatementSyntax)new StatementSyntax.Using(opened.Span, here.Span),
            CSharp(CSharpForm.RepresentationType, "a C# namespace").Checked((opened, _) => opened.Span.Length == 0 ? null : opened), Here),
        ["reference"] = () => Map((path, here) => (StatementSyntax)new StatementSyntax.Reference(path, here.Span), Quoted("a quoted assembly path"), Here),
        ["code"] = () => Map((members, here) => (StatementSyntax)new StatementSyntax.Code(members.Span, here.Span), Block(CSharpForm.Members), Here),
        ["language"] = () => Map(
            (name, means, here) => (StatementSyntax)new StatementSyntax.Language(name, means.Command.ToEquatableList(), here.Span) { Modules = means.Modules.ToEquatableList() },
            Name("a language name"),
            FirstOf(
                Map((command, modules) => new LanguageMeans(command, modules ?? []), Word("runs").Then(Words("a quoted word of the command")), Modules.OrNull()),
                Modules.Select(modules => new LanguageMeans([], modules)))
                .Wanted("'runs' or 'modules'"),
            Here),
        ["set"] = () => Setting(),
        ["run"] = () => Map(
            (targets, with, ampersand, here) => (StatementSyntax)new StatementSyntax.Run(targets, [.. (with ?? []).Cast<StatementSyntax.Set>()], ampersand is not null, here.Span),
            QueryGrammar.Query, Word("with").Then(Setting().FromHere().SeparatedBy(Sign(TokenKind.Comma))).OrNull(), Sign(TokenKind.Ampersand).OrNull(), Here),
        ["test"] = () => TestGrammar.Test,
    };

    /// <summary>The statements by their keywords.</summary>
    public static readonly ByWord<StatementSyntax> Statements = new ByWord<StatementSyntax>("a statement", FindMeant)
        .With(Declarations.Words, Declarations.Get)
        .With(ChangeGrammar.Changes.Words, word => Map((what, here) => (StatementSyntax)new StatementSyntax.Change(what, here.Span), ChangeGrammar.Changes.Get(word), Here))
        .With(AskGrammar.Asks.Words, word => Map((what, here) => (StatementSyntax)new StatementSyntax.Ask(what, here.Span), AskGrammar.Asks.Get(word), Here))
        .With(["expect"], _ => TestGrammar.Expect);

    /// <summary>Hint for a word that does not begin a statement.</summary>
    public static string HintFor(string word, string? meant)
    {
        if (ForeignWords.FindForStatement(word) is { } foreign)
            return foreign;
        if (ClauseGrammar.BeginsClause(word))
            return "it is a clause: write it between the { and } of a task";
        if (meant is not null)
            return $"did you mean '{meant}'?";

        return $"declarations: {string.Join(", ", Declarations.Words)}; changes: {string.Join(", ", ChangeGrammar.Changes.Words)}; "
            + $"queries and commands: {string.Join(", ", AskGrammar.Asks.Words)}";
    }

    private static Parser<char, List<TextSyntax>> Words(string wanted)
        => Map((first, rest) => (List<TextSyntax>)[first, .. rest], Quoted(wanted), Quoted(wanted).IfHere().Repeated());

    private sealed record LanguageMeans(List<TextSyntax> Command, List<TextSyntax> Modules);

    private static Parser<char, StatementSyntax> Setting() => Map(
        (option, _, value, here) => (StatementSyntax)new StatementSyntax.Set(option, value, here.Span),
        Name("an option (task.option)"), Mark(TokenKind.Equals, "'='"), ValueGrammar.Value, Here);

    // A text that is not closed has said so itself.
    private static TextSyntax? RefuseUnclosed(TextSyntax path, Reading reading)
        => path.Span.Length > 1 && reading.Source.Text[path.Span.End - 1] == '"' ? path : null;

    private static string? FindMeant(Reading reading)
    {
        var at = new SourceLocation(reading.Source, reading.Reader.Current.Span);
        var word = at.Text;
        if (Later.Contains(word))
            return reading.Refuse<string>(SyntaxErrors.NotReadYet(at, word));

        var meant = ClauseGrammar.BeginsClause(word) || ForeignWords.FindForStatement(word) is not null ? null : Suggestion.Nearest(word, Statements.Words);
        reading.Diagnostics.Add(SyntaxErrors.UnknownStatement(at, word, HintFor(word, meant)));
        return meant;
    }
}
