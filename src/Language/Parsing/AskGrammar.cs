using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of what is asked, or done with the session.</summary>
internal static class AskGrammar
{
    private static readonly Parser<char, Count?> Steps = WholeNumber("a whole number").OrNull();

    /// <summary>The questions by their keywords.</summary>
    public static readonly ByWord<AskSyntax> Asks = new("a question", _ => null)
    {
        ["show"] = () => FirstOf(
            Map(_ => (AskSyntax)new AskSyntax.ShowTypes(), LoneWord("types")),
            Map(_ => (AskSyntax)new AskSyntax.ShowEnv(), LoneWord("env")),
            Map((_, type) => (AskSyntax)new AskSyntax.ShowType(type), Word("type").If(reading => reading.Reader.IsNameAfterCurrent), Name("a type").OrMissing()),
            Map(tasks => (AskSyntax)new AskSyntax.Show(tasks), QueryGrammar.Query))
            .Wanted("a task, an option, 'types', 'type NAME', 'env' or a query"),
        ["plan"] = () => Map(tasks => (AskSyntax)new AskSyntax.Plan(tasks), QueryGrammar.Query.OrNull()),
        ["why"] = () => Map(task => (AskSyntax)new AskSyntax.Why(task), Name("a task name")),
        ["graph"] = () => Map(
            (tasks, format) => (AskSyntax)new AskSyntax.Graph(tasks, format),
            QueryGrammar.Query.If(reading => !reading.Reader.IsWord("as")).OrNull(), Word("as").Then(Name("dot, mermaid or json")).OrNull()),
        ["undo"] = () => Map(steps => (AskSyntax)new AskSyntax.Undo(steps?.Number ?? 1), Steps),
        ["redo"] = () => Map(steps => (AskSyntax)new AskSyntax.Redo(steps?.Number ?? 1), Steps),
        ["diff"] = () => Parser<char>.Return<AskSyntax>(new AskSyntax.Diff()),
        ["save"] = () => Map(path => (AskSyntax)new AskSyntax.Save(path), Quoted("a path").IfHere().OrNull()),
        ["load"] = () => Map(path => (AskSyntax)new AskSyntax.Load(path), Quoted("a quoted file path")),
        ["reload"] = () => Parser<char>.Return<AskSyntax>(new AskSyntax.Reload()),
        ["jobs"] = () => Parser<char>.Return<AskSyntax>(new AskSyntax.Jobs()),
        ["cancel"] = () => Map(job => (AskSyntax)new AskSyntax.Cancel(job?.Number), Steps),
        ["watch"] = () => Map(job => (AskSyntax)new AskSyntax.Watch(job?.Number), Steps),
        ["logs"] = () => Map(task => (AskSyntax)new AskSyntax.Logs(task), Name("a task name")),
        ["runs"] = () => Parser<char>.Return<AskSyntax>(new AskSyntax.Runs()),
        ["forget"] = () => Map(tasks => (AskSyntax)new AskSyntax.Forget(tasks), QueryGrammar.Query),
        ["help"] = () => Map(word => (AskSyntax)new AskSyntax.Help(word?.Text), Name("a word").OrNull()),
    };
}
