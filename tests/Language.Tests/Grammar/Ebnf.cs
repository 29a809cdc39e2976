using System.Text.RegularExpressions;

namespace Dag.Language.Tests.Grammar;

/// <summary>A grammar read from the notation of <c>grammar/dag.ebnf</c>.</summary>
internal sealed partial class Ebnf
{
    private readonly Queue<string> tokens;

    private Ebnf(string text) => tokens = new(Token().Matches(Comment().Replace(text, "")).Select(match => match.Value));

    public Dictionary<string, Rule> Productions { get; } = [];

    public static Ebnf Read(string text)
    {
        var grammar = new Ebnf(text);
        while (grammar.tokens.TryDequeue(out var name))
        {
            grammar.Expect("=");
            grammar.Productions.Add(name, grammar.Choice());
            grammar.Expect(";");
        }

        return grammar;
    }

    private Rule Choice()
    {
        var choices = new List<Rule> { Sequence() };
        while (tokens.Peek() == "|")
        {
            tokens.Dequeue();
            choices.Add(Sequence());
        }

        return choices.Count == 1 ? choices[0] : new Rule.Choice(choices);
    }

    private Rule Sequence()
    {
        var parts = new List<Rule> { Part() };
        while (tokens.Peek() == ",")
        {
            tokens.Dequeue();
            parts.Add(Part());
        }

        return parts.Count == 1 ? parts[0] : new Rule.Sequence(parts);
    }

    private Rule Part()
    {
        var token = tokens.Dequeue();
        switch (token)
        {
            case "[":
                return new Rule.Maybe(Closed("]"));
            case "{":
                return new Rule.Many(Closed("}"));
            case "(":
                return Closed(")");
            default:
                return token[0] == '"' ? new Rule.Word(token[1..^1]) : new Rule.Name(token);
        }
    }

    private Rule Closed(string close)
    {
        var inner = Choice();
        Expect(close);
        return inner;
    }

    private void Expect(string token)
    {
        if (tokens.Dequeue() is var found && found != token)
            throw new FormatException($"the grammar has '{found}' where '{token}' is due");
    }

    [GeneratedRegex("""\(\*.*?\*\)""", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(""""
        "[^"]*"|[A-Za-z]+|[=;,|\[\]{}()]
        """")]
    private static partial Regex Token();
}

/// <summary>The right side of a production.</summary>
internal abstract record Rule
{
    public sealed record Word(string Text) : Rule;

    public sealed record Name(string Text) : Rule;

    public sealed record Sequence(IReadOnlyList<Rule> Parts) : Rule;

    public sealed record Choice(IReadOnlyList<Rule> Choices) : Rule;

    public sealed record Maybe(Rule Inner) : Rule;

    public sealed record Many(Rule Inner) : Rule;
}
