using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Pidgin;
using static Dag.Language.Parsing.Choices;
using static Dag.Language.Parsing.Terminals;
using static Pidgin.Parser;

namespace Dag.Language.Parsing;

/// <summary>Productions of queries. They end with their line, except inside brackets.</summary>
internal static class QueryGrammar
{
    private const int LongestPattern = 1000;

    public static readonly string[] Functions = ["deps", "rdeps", "roots", "leaves"];

    private static readonly Parser<char, QuerySyntax> Inner = Rec(() => Query!).InBrackets();

    private static readonly Parser<char, Reading> Close = Mark(TokenKind.CloseParen, "')'");

    private static readonly Parser<char, Count> Depth = Mark(TokenKind.Comma, "','").Then(WholeNumber("how many steps far, a whole number,"));

    private static readonly Parser<char, Arguments> Call = FirstOf(
        Map((_, of, depth, _) => new Arguments(of, depth), OpenOf("deps", "rdeps"), Inner, Depth.OrNull().InBrackets(), Close),
        Map((_, of, _) => new Arguments(of, null), OpenOf("roots", "leaves"), Inner, Close),
        new Terminal<Arguments>(RefuseCall));

    private static readonly Parser<char, QuerySyntax> Named = Map(
        (tasks, arguments, here) => arguments is null ? tasks : new QuerySyntax.Call(new(here.Source.TextOf(tasks.Span), tasks.Span), arguments.Of, arguments.Depth?.Number, here.Span),
        new Terminal<QuerySyntax>(ReadTasks), Call.OrNull(), Here).FromHere();

    private static readonly Parser<char, QuerySyntax> Bracketed = Map(
        (_, inner, _, here) => inner with { Span = here.Span },
        Sign(TokenKind.OpenParen), Inner, Close, Here).FromHere();

    private static readonly Parser<char, QuerySyntax> Operand =
        FirstOf(Bracketed, Named).Wanted("a task, or a query such as ..name,").If(reading => reading.TryOperand());

    private static readonly Parser<char, Range> To = Map(
        (_, to) => new Range(to),
        Sign(TokenKind.DotDot), Operand.If(BeginsOperand).OrNull());

    private static readonly Parser<char, QuerySyntax> Way = FirstOf(
        Map((_, of, here) => (QuerySyntax)new QuerySyntax.Upstream(of, here.Span), Sign(TokenKind.DotDot), Operand, Here),
        Map(
            (first, range, here) => range switch
            {
                null => first,
                { To: { } last } => new QuerySyntax.Between(first, last, here.Span),
                _ => new QuerySyntax.Downstream(first, here.Span),
            },
            Operand, To.OrNull(), Here)).FromHere();

    private static readonly Parser<char, QuerySyntax> Common = LeftChain(
        Way, Way,
        [new(Sign(TokenKind.Ampersand, unless: IsBackground), (left, right, _) => new QuerySyntax.Intersection(left, right))]);

    /// <summary>A query without <c>where</c>, which is left to what stands around it.</summary>
    public static readonly Parser<char, QuerySyntax> Union = LeftChain(
        Common, Common,
        new(Sign(TokenKind.Plus), (left, right, _) => new QuerySyntax.Union(left, right)),
        new(Sign(TokenKind.Comma, unless: IsDepthNext), (left, right, _) => new QuerySyntax.Union(left, right)),
        new(Sign(TokenKind.Minus), (left, right, _) => new QuerySyntax.Difference(left, right)));

    public static readonly Parser<char, QuerySyntax> Query = LeftChain(
        Union, Rec(() => ConditionGrammar.Either),
        [new(Word("where"), (query, condition, here) => new QuerySyntax.Filter(query, condition, here.Span))]).FromHere();

    // A bracket belongs to the name right before it, or to a function in front of it.
    private static bool IsCall(Reading reading)
        => reading.Reader.Kind == TokenKind.OpenParen && !reading.Source.Slice(reading.Span).Contains('*')
            && (reading.Reader.Current.Start == reading.Reader.LastEnd || (reading.IsHere && Functions.Contains(reading.LastName.Text)));

    private static Parser<char, Reading> OpenOf(params string[] functions)
        => Mark(TokenKind.OpenParen, "'('").If(reading => IsCall(reading) && functions.Contains(reading.LastName.Text));

    private static Arguments? RefuseCall(Reading reading)
    {
        reading.Fail("'('");
        if (IsCall(reading))
            reading.Refuse(SyntaxErrors.UnknownFunction(new(reading.Source, reading.LastName.Span), reading.LastName.Text, Suggestion.For(reading.LastName.Text, Functions) ?? $"there are {string.Join(", ", Functions)}"));
        return null;
    }

    private static QuerySyntax? ReadTasks(Reading reading)
    {
        var reader = reading.Reader;
        if (!reading.IsHere || reader.Kind is not (TokenKind.Identifier or TokenKind.Star))
        {
            reading.Fail("a task");
            return null;
        }

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
        {
            reading.Refuse(SyntaxErrors.PatternTooLong(new(reading.Source, reading.Span), LongestPattern));
            return null;
        }

        return text == "*" ? new QuerySyntax.All(reading.Span) : new QuerySyntax.Pattern(text, reading.Span);
    }

    private static bool BeginsOperand(Reading reading)
        => reading.IsHere && reading.Reader.Kind is TokenKind.Identifier or TokenKind.OpenParen or TokenKind.Star
            && !(reading.Reader.Kind == TokenKind.Identifier && reading.Reader.Word is "where" or "with" or "as" or "on");

    // An ampersand with nothing behind it sends a run into the background.
    private static bool IsBackground(Reading reading) => reading.Brackets == 0 && reading.Reader.EndsLineAfterCurrent;

    // In brackets a comma may stand before the depth of deps(q, 1).
    private static bool IsDepthNext(Reading reading)
        => reading.Brackets > 0 && reading.Source.Text.AsSpan(reading.Reader.Current.End).TrimStart() is [>= '0' and <= '9', ..];

    private sealed record Arguments(QuerySyntax Of, Count? Depth);

    private sealed record Range(QuerySyntax? To);
}
