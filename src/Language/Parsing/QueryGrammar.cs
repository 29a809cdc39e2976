using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of queries. They end with their line, except inside brackets.</summary>
internal static class QueryGrammar
{
    private const int MostDeep = 200;
    private const int LongestPattern = 1000;

    /// <summary>The functions that a query may call.</summary>
    public static readonly string[] Functions = ["deps", "rdeps", "roots", "leaves"];

    private static readonly Parser<char, QuerySyntax> Inner = Rec(AnyQuery).InBrackets();
    private static readonly Parser<char, Reading> Close = Mark(TokenKind.CloseParen, "')'");
    private static readonly Parser<char, Count?> Depth = Mark(TokenKind.Comma, "','").Then(WholeNumber("a number of steps")).OrNull().InBrackets();

    private static readonly Parser<char, Arguments> Call = FirstOf(
        Map((_, of, depth, _) => new Arguments(of, depth?.Number), OpenOf("deps", "rdeps"), Inner, Depth, Close),
        Map((_, of, _) => new Arguments(of, null), OpenOf("roots", "leaves"), Inner, Close),
        new Terminal<Arguments>(RefuseCall));

    private static readonly Parser<char, QuerySyntax> Named = Map(
        (tasks, call, here) => call is null ? tasks : new QuerySyntax.Call(new(here.Source.TextOf(tasks.Span), tasks.Span), call.Of, call.Depth, here.Span),
        new Terminal<QuerySyntax>(ReadTasks), Call.OrNull(), Here).FromHere();

    private static readonly Parser<char, QuerySyntax> Bracketed = Map(
        (_, inner, _, here) => inner with { Span = here.Span },
        Sign(TokenKind.OpenParen), Inner, Close, Here).FromHere();

    private static readonly Parser<char, QuerySyntax> Operand =
        FirstOf(Bracketed, Named).Wanted("a task or a query such as ..name").If(reading => reading.TryOperand());

    private static readonly Parser<char, Range> To = Map((_, last) => new Range(last), Sign(TokenKind.DotDot), Operand.If(BeginsOperand).OrNull());

    private static readonly Parser<char, QuerySyntax> Way = FirstOf(
        Map((_, of, here) => (QuerySyntax)new QuerySyntax.Upstream(of, here.Span), Sign(TokenKind.DotDot), Operand, Here),
        Map(
            (first, to, here) => to switch
            {
                null => first,
                { Last: { } last } => new QuerySyntax.Between(first, last, here.Span),
                _ => new QuerySyntax.Downstream(first, here.Span),
            },
            Operand, To.OrNull(), Here)).FromHere();

    private static readonly Parser<char, QuerySyntax> Common = LeftChain(
        Way, Way,
        [new(Sign(TokenKind.Ampersand, IsBackground), (left, right, _) => new QuerySyntax.Intersection(left, right))]);

    /// <summary>A query without <c>where</c>, which is left to what stands around it.</summary>
    public static readonly Parser<char, QuerySyntax> Union = LeftChain(
        Common, Common,
        new(Sign(TokenKind.Plus), (left, right, _) => new QuerySyntax.Union(left, right)),
        new(Sign(TokenKind.Comma, IsDepthNext), (left, right, _) => new QuerySyntax.Union(left, right)),
        new(Sign(TokenKind.Minus), (left, right, _) => new QuerySyntax.Difference(left, right)));

    private static readonly ByWord<ConditionSyntax> Conditions = new ByWord<ConditionSyntax>("a condition", SayUnknown) { TakesNames = true }
        .With(["cached", "stale", "running", "failed", "disabled", "overridden", "pinned"], word => Map(here => (ConditionSyntax)new ConditionSyntax.State(new(word, here.Span)), Here))
        .With(["product"], _ => Map((type, here) => (ConditionSyntax)new ConditionSyntax.Product(type, here.Span), Name("a type"), Here))
        .With(["option"], _ => Map((name, here) => (ConditionSyntax)new ConditionSyntax.Option(name, here.Span), Name("an option name"), Here))
        .With(["doc"], _ => Map((text, here) => (ConditionSyntax)new ConditionSyntax.Doc(text, here.Span), Quoted("a quoted text"), Here))
        .With(["not"], _ => Not());

    private static readonly Parser<char, ConditionSyntax> State = Conditions
        .IfHere().Wanted($"one of {string.Join(", ", Conditions.Words)}").If(reading => reading.TryPart()).FromHere().Nested("conditions", MostDeep);

    private static readonly Parser<char, ConditionSyntax> Each = LeftChain(State, State, [new(Word("and"), (left, right, _) => new ConditionSyntax.And(left, right))]);
    private static readonly Parser<char, ConditionSyntax> Either = LeftChain(Each, Each, [new(Word("or"), (left, right, _) => new ConditionSyntax.Or(left, right))]);

    public static readonly Parser<char, QuerySyntax> Query = LeftChain(
        Union, Either,
        [new(Word("where"), (query, condition, here) => new QuerySyntax.Filter(query, condition, here.Span))]).FromHere();

    /// <summary>What a query may ask of a task.</summary>
    public static IReadOnlyList<string> ConditionWords => Conditions.Words;

    private static Parser<char, QuerySyntax> AnyQuery() => Query;

    private static Parser<char, ConditionSyntax> Not() => Map((state, here) => (ConditionSyntax)new ConditionSyntax.Not(state, here.Span), State, Here);

    // A bracket belongs to the name right before it, or to a function in front of it.
    private static bool IsCall(Reading reading)
        => reading.Reader.Kind == TokenKind.OpenParen && !reading.Source.Slice(reading.Span).Contains('*')
            && (reading.Reader.Current.Start == reading.Reader.LastEnd || (reading.IsHere && Functions.Contains(reading.LastName.Text)));

    private static Parser<char, Reading> OpenOf(params string[] functions)
        => Mark(TokenKind.OpenParen, "'('").If(reading => IsCall(reading) && functions.Contains(reading.LastName.Text));

    private static Arguments? RefuseCall(Reading reading)
    {
        var (at, name) = (new SourceLocation(reading.Source, reading.LastName.Span), reading.LastName.Text);
        return IsCall(reading)
            ? reading.Refuse<Arguments>(SyntaxErrors.UnknownFunction(at, name, Suggestion.For(name, Functions) ?? $"the functions are {string.Join(", ", Functions)}"))
            : reading.Fail<Arguments>("'('");
    }

    private static QuerySyntax? ReadTasks(Reading reading)
    {
        var reader = reading.Reader;
        if (!reading.IsHere || reader.Kind is not (TokenKind.Identifier or TokenKind.Star))
            return reading.Fail<QuerySyntax>("a task");

        var name = reader.Kind == TokenKind.Identifier ? reading.TakeName() : null;
        if (name is null || reader.IsPatternNext)
            return ReadPattern(reading);

        return name.Text == "all" ? new QuerySyntax.All(name.Span) : new QuerySyntax.Named(name);
    }

    private static QuerySyntax? ReadPattern(Reading reading)
    {
        var reader = reading.Reader;
        do
            reader.Take();
        while (reader.Current.Start == reader.LastEnd && reader.Kind is TokenKind.Star or TokenKind.Dot or TokenKind.Identifier);

        var text = reading.Source.TextOf(reading.Span);
        if (text.Length > LongestPattern)
            return reading.Refuse<QuerySyntax>(SyntaxErrors.PatternTooLong(new(reading.Source, reading.Span), LongestPattern));

        return text == "*" ? new QuerySyntax.All(reading.Span) : new QuerySyntax.Pattern(text, reading.Span);
    }

    private static bool BeginsOperand(Reading reading)
        => reading.IsHere && reading.Reader.Kind is TokenKind.Identifier or TokenKind.OpenParen or TokenKind.Star && reading.Reader.Word is not ("where" or "with" or "as" or "on");

    // An ampersand with nothing behind it sends a run into the background.
    private static bool IsBackground(Reading reading) => reading.Brackets == 0 && reading.Reader.EndsLineAfterCurrent;

    // In brackets a comma may stand before the depth of deps(q, 1).
    private static bool IsDepthNext(Reading reading)
        => reading.Brackets > 0 && reading.Source.Text.AsSpan(reading.Reader.Current.End).TrimStart() is [>= '0' and <= '9', ..];

    private static string? SayUnknown(Reading reading)
    {
        var word = reading.TakeName();
        var at = new SourceLocation(reading.Source, word.Span);
        return reading.Refuse<string>(word.Text == "tag"
            ? SyntaxErrors.NotReadYet(at, "tag")
            : SyntaxErrors.UnknownCondition(at, word.Text, Suggestion.For(word.Text, ConditionWords) ?? $"the conditions are {string.Join(", ", ConditionWords)}"));
    }

    private sealed record Arguments(QuerySyntax Of, int? Depth);

    private sealed record Range(QuerySyntax? Last);
}
