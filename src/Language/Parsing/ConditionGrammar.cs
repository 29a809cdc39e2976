using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of the conditions behind the <c>where</c> of a query.</summary>
internal static class ConditionGrammar
{
    private const int MostDeep = 200;

    private static readonly ByWord<ConditionSyntax> Words = new ByWord<ConditionSyntax>("a condition", SayUnknown) { TakesNames = true }
        .With(["cached", "stale", "running", "failed", "disabled", "overridden", "pinned"], word => Map(here => (ConditionSyntax)new ConditionSyntax.State(new(word, here.Span)), Here))
        .With(["product"], _ => Map((type, here) => (ConditionSyntax)new ConditionSyntax.Product(type, here.Span), Name("a type"), Here))
        .With(["option"], _ => Map((name, here) => (ConditionSyntax)new ConditionSyntax.Option(name, here.Span), Name("the name of an option"), Here))
        .With(["doc"], _ => Map((text, here) => (ConditionSyntax)new ConditionSyntax.Doc(text, here.Span), Quoted("a text, in quotes,"), Here))
        .With(["not"], _ => Map((state, here) => (ConditionSyntax)new ConditionSyntax.Not(state, here.Span), Rec(() => State!), Here));

    private static readonly Parser<char, ConditionSyntax> State = Words
        .IfHere().Wanted($"one of {string.Join(", ", Words.Words)}")
        .If(reading => reading.TryPart())
        .FromHere().Nested("conditions", MostDeep);

    private static readonly Parser<char, ConditionSyntax> Each = LeftChain(
        State, State,
        [new(Word("and"), (left, right, _) => new ConditionSyntax.And(left, right))]);

    public static readonly Parser<char, ConditionSyntax> Either = LeftChain(
        Each, Each,
        [new(Word("or"), (left, right, _) => new ConditionSyntax.Or(left, right))]);

    /// <summary>What a query may ask of a task.</summary>
    public static IReadOnlyList<string> Conditions => Words.Words;

    private static string? SayUnknown(Reading reading)
    {
        var word = reading.TakeName();
        var at = new SourceLocation(reading.Source, word.Span);
        reading.Diagnostics.Add(word.Text == "tag"
            ? SyntaxErrors.NotReadYet(at, "tag")
            : SyntaxErrors.UnknownCondition(at, word.Text, Suggestion.For(word.Text, Words.Words) ?? $"there are {string.Join(", ", Words.Words)}"));
        return null;
    }
}
