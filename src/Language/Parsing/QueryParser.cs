using Dag.Language.Diagnostics;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>Reads queries. They end with their line, but for what stands in brackets.</summary>
internal sealed class QueryParser(TokenReader reader, ValueParser values, List<Diagnostic> diagnostics)
{
    private const int MostDeep = 200;

    // A query is walked from part to part, each on the stack of the one before it.
    private const int MostParts = 1000;
    private const int LongestPattern = 1000;

    public static readonly string[] Functions = ["deps", "rdeps", "roots", "leaves"];
    private static readonly string[] States = ["cached", "stale", "running", "failed", "disabled", "overridden", "pinned"];
    public static readonly string[] Conditions = [.. States, "product", "option", "doc", "not"];

    private int brackets;
    private int parts;

    /// <summary>A query with all its parts; null once it has been said what is wrong with it.</summary>
    public QuerySyntax? Query()
    {
        (brackets, parts, var start) = (0, 0, reader.Current.Start);
        return Filtered(start);
    }

    /// <summary>One without a <c>where</c>, which is left to who asks.</summary>
    public QuerySyntax? Plain()
    {
        (brackets, parts) = (0, 0);
        return Sum();
    }

    /// <summary>Whether a query can begin here, on this line.</summary>
    public bool Begins => !reader.IsOnNewLine && reader.Kind is TokenKind.Identifier or TokenKind.DotDot or TokenKind.OpenParen or TokenKind.Star;

    private bool IsHere => brackets > 0 || !reader.IsOnNewLine;

    private QuerySyntax? Filtered(int start)
    {
        var query = Sum();
        while (query is not null && IsHere && reader.IsWord("where"))
        {
            reader.Take();
            query = Any() is { } condition ? new QuerySyntax.Filter(query, condition, reader.SpanFrom(start)) : null;
        }

        return query;
    }

    private QuerySyntax? Sum()
    {
        var left = Product();
        while (left is not null && IsHere && reader.Kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Comma && !IsDepthNext())
        {
            var sign = reader.Take().Kind;
            left = Product() is not { } right ? null
                : sign == TokenKind.Minus ? new QuerySyntax.Difference(left, right) : new QuerySyntax.Union(left, right);
        }

        return left;
    }

    // In brackets a comma may stand before the depth of deps(q, 1).
    private bool IsDepthNext()
    {
        if (brackets == 0 || reader.Kind != TokenKind.Comma)
            return false;

        var rest = reader.Source.Text.AsSpan(reader.Current.End).TrimStart();
        return !rest.IsEmpty && char.IsAsciiDigit(rest[0]);
    }

    private QuerySyntax? Product()
    {
        var left = Way();
        while (left is not null && IsHere && reader.Kind == TokenKind.Ampersand && !EndsLine())
        {
            reader.Take();
            left = Way() is { } right ? new QuerySyntax.Intersection(left, right) : null;
        }

        return left;
    }

    // An ampersand with nothing behind it sends a run into the background.
    private bool EndsLine()
    {
        var rest = reader.Source.Text.AsSpan(reader.Current.End).TrimStart(" \t");
        return brackets == 0 && (rest.IsEmpty || rest[0] is '\n' or '\r' or ';' or '}' || rest.StartsWith("//"));
    }

    private QuerySyntax? Way()
    {
        var start = reader.Current.Start;
        if (IsHere && reader.TryTake(TokenKind.DotDot))
            return Operand() is { } end ? new QuerySyntax.Upstream(end, reader.SpanFrom(start)) : null;

        var first = Operand();
        if (first is null || !IsHere || !reader.TryTake(TokenKind.DotDot))
            return first;

        if (!IsHere || reader.Kind is not (TokenKind.Identifier or TokenKind.OpenParen or TokenKind.Star) || IsWordOfItsOwn())
            return new QuerySyntax.Downstream(first, reader.SpanFrom(start));

        return Operand() is { } last ? new QuerySyntax.Between(first, last, reader.SpanFrom(start)) : null;
    }

    private bool IsWordOfItsOwn() => reader.IsWord("where") || reader.IsWord("with") || reader.IsWord("as") || reader.IsWord("on");

    private QuerySyntax? Operand()
    {
        if (brackets >= MostDeep)
        {
            diagnostics.Add(SyntaxErrors.TooDeep(reader.PlaceHere(), "brackets", MostDeep));
            return null;
        }

        if (!TryCount())
            return null;

        if (IsHere && reader.Kind == TokenKind.OpenParen)
            return Bracketed();
        if (IsHere && reader.Kind is TokenKind.Identifier or TokenKind.Star)
            return Named();

        reader.SayWanted("a task or a query such as ..name");
        return null;
    }

    private bool TryCount()
    {
        if (++parts <= MostParts)
            return true;

        diagnostics.Add(SyntaxErrors.TooManyParts(reader.PlaceHere(), MostParts));
        return false;
    }

    private QuerySyntax? Bracketed()
    {
        var start = reader.Take().Start;
        brackets++;
        var inner = Filtered(reader.Current.Start);
        brackets--;
        return inner is not null && reader.Expect(TokenKind.CloseParen, "')'") ? inner with { Span = reader.SpanFrom(start) } : null;
    }

    private QuerySyntax? Named()
    {
        var start = reader.Current.Start;
        if (reader.Kind == TokenKind.Star)
            return Pattern(start);

        var name = reader.NameHere();
        if (reader.Kind == TokenKind.OpenParen && (reader.Current.Start == name.Span.End || (IsHere && Functions.Contains(name.Text))))
            return Call(name, start);
        if (IsPatternNext())
            return Pattern(start);

        return name.Text == "all" ? new QuerySyntax.All(name.Span) : new QuerySyntax.Named(name);
    }

    private bool IsPatternNext() => reader.Current.Start == reader.LastEnd && (reader.Kind == TokenKind.Star || (reader.Kind == TokenKind.Dot && CharAt(reader.Current.End) == '*'));

    private char CharAt(int offset) => offset < reader.Source.Length ? reader.Source.Text[offset] : '\0';

    private QuerySyntax? Pattern(int start)
    {
        do
            reader.Take();
        while (reader.Current.Start == reader.LastEnd && reader.Kind is TokenKind.Star or TokenKind.Dot or TokenKind.Identifier);

        var span = reader.SpanFrom(start);
        var text = reader.Source.TextOf(span);
        if (text.Length > LongestPattern)
        {
            diagnostics.Add(SyntaxErrors.PatternTooLong(new(reader.Source, span), LongestPattern));
            return null;
        }

        return text == "*" ? new QuerySyntax.All(span) : new QuerySyntax.Pattern(text, span);
    }

    private QuerySyntax? Call(NameSyntax function, int start)
    {
        if (!Functions.Contains(function.Text))
        {
            var hint = Suggestion.For(function.Text, Functions) ?? $"the functions are {string.Join(", ", Functions)}";
            diagnostics.Add(SyntaxErrors.UnknownFunction(new(reader.Source, function.Span), function.Text, hint));
            return null;
        }

        reader.Take();
        brackets++;
        var inner = Filtered(reader.Current.Start);
        int? depth = null;
        var isRight = inner is not null && (function.Text is "roots" or "leaves" || !reader.TryTake(TokenKind.Comma) || (depth = Depth()) is not null);
        brackets--;
        return inner is not null && isRight && reader.Expect(TokenKind.CloseParen, "')'") ? new QuerySyntax.Call(function, inner, depth, reader.SpanFrom(start)) : null;
    }

    private int? Depth()
    {
        if (reader.TryTakeCount() is { } depth)
            return depth;

        reader.SayWanted("a number of steps");
        return null;
    }

    private ConditionSyntax? Any()
    {
        var left = Both();
        while (left is not null && IsHere && reader.IsWord("or"))
        {
            reader.Take();
            left = Both() is { } right ? new ConditionSyntax.Or(left, right) : null;
        }

        return left;
    }

    private ConditionSyntax? Both()
    {
        var left = Condition(0);
        while (left is not null && IsHere && reader.IsWord("and"))
        {
            reader.Take();
            left = Condition(0) is { } right ? new ConditionSyntax.And(left, right) : null;
        }

        return left;
    }

    private ConditionSyntax? Condition(int depth)
    {
        if (depth > MostDeep)
        {
            diagnostics.Add(SyntaxErrors.TooDeep(reader.PlaceHere(), "conditions", MostDeep));
            return null;
        }

        if (!TryCount())
            return null;

        if (!IsHere || reader.Kind != TokenKind.Identifier)
        {
            reader.SayWanted($"one of {string.Join(", ", Conditions)}");
            return null;
        }

        var word = reader.NameHere();
        switch (word.Text)
        {
            case "not":
                return Condition(depth + 1) is { } inner ? new ConditionSyntax.Not(inner, reader.SpanFrom(word.Span.Start)) : null;
            case "product":
                var type = reader.Name("a type");
                return type.IsMissing ? null : new ConditionSyntax.Product(type, reader.SpanFrom(word.Span.Start));
            case "option":
                var option = reader.Name("an option name");
                return option.IsMissing ? null : new ConditionSyntax.Option(option, reader.SpanFrom(word.Span.Start));
            case "doc":
                return values.Text("a quoted text") is { } text ? new ConditionSyntax.Doc(text, reader.SpanFrom(word.Span.Start)) : null;
            case var state when States.Contains(state):
                return new ConditionSyntax.State(word);
            case "tag":
                diagnostics.Add(SyntaxErrors.NotReadYet(new(reader.Source, word.Span), "tag"));
                return null;
            default:
                diagnostics.Add(SyntaxErrors.UnknownCondition(new(reader.Source, word.Span), word.Text, Suggestion.For(word.Text, Conditions) ?? $"the conditions are {string.Join(", ", Conditions)}"));
                return null;
        }
    }
}
