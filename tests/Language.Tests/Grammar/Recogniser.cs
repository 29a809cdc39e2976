using Dag.Language.Syntax;

namespace Dag.Language.Tests.Grammar;

/// <summary>
/// Says whether the tokens of a text are a program of the grammar. It follows every way at once: each rule at each place gives the places where it may end.
/// </summary>
internal sealed class Recogniser
{
    private readonly Ebnf grammar;
    private readonly SyntaxTree tree;
    private readonly List<Symbol> symbols = [];
    private readonly Dictionary<(Rule, int), HashSet<int>> known = [];

    private Recogniser(Ebnf grammar, SyntaxTree tree)
    {
        this.grammar = grammar;
        this.tree = tree;
        Read();
    }

    /// <summary>The text from the furthest symbol on that some rule took; null where all of it is a program.</summary>
    public static string? WhereNot(Ebnf grammar, SyntaxTree tree)
    {
        var recogniser = new Recogniser(grammar, tree);
        if (recogniser.Ends(grammar.Productions["file"], 0).Contains(recogniser.symbols.Count))
            return null;

        var furthest = recogniser.known.Values.SelectMany(ends => ends).Max();
        return string.Join(' ', recogniser.symbols.Skip(Math.Max(0, furthest - 6)).Take(14).Select((symbol, i) => (i == Math.Min(furthest, 6) ? ">>> " : "") + symbol.Text)).Replace("\n", "\\n");
    }

    // Names with their dots are one symbol; ends of lines count but in brackets and in the braces of values.
    private void Read()
    {
        var brackets = new Stack<bool>();
        var tokens = tree.Tokens.Where(token => token.Kind != TokenKind.EndOfFile).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            var (token, last) = (tokens[i], i);
            switch (token.Kind)
            {
                case TokenKind.NewLine:
                    AddEnd("\n");
                    break;
                case TokenKind.BlockComment when Text(i, i).AsSpan().ContainsAny('\n', '\r'):
                    AddEnd("\n");
                    break;
                case TokenKind.Semicolon:
                    AddEnd(";");
                    break;
                case var _ when token.IsTrivia:
                    break;
                case TokenKind.Identifier or TokenKind.Star:
                    while (last + 1 < tokens.Count && IsPartOfName(tokens, i, last + 1))
                        last++;
                    symbols.Add(new(Text(i, last).Contains('*') ? Kind.Pattern : Kind.Name, Text(i, last)));
                    i = last;
                    break;
                case TokenKind.OpenBrace or TokenKind.OpenBracket or TokenKind.OpenParen:
                    brackets.Push(token.Kind == TokenKind.OpenBrace && OpensBlock());
                    symbols.Add(new(Kind.Mark, Text(i, i)));
                    break;
                case TokenKind.CloseBrace or TokenKind.CloseBracket or TokenKind.CloseParen:
                    symbols.Add(new(Kind.Mark, Text(i, i)) { ClosesBlock = brackets.TryPop(out var isBlock) && isBlock });
                    break;
                default:
                    symbols.Add(new(KindOf(token.Kind), Text(i, i)));
                    break;
            }
        }

        void AddEnd(string text)
        {
            if (!brackets.TryPeek(out var isBlock) || isBlock)
                symbols.Add(new(Kind.LineEnd, text));
        }

        string Text(int first, int last) => tree.Source.Text[tokens[first].Start..tokens[last].End];
    }

    private static bool IsPartOfName(List<Token> tokens, int first, int at)
    {
        if (tokens[at].Start != tokens[at - 1].End || tokens[at].Kind is not (TokenKind.Identifier or TokenKind.Dot or TokenKind.Star))
            return false;

        // A dot is part of a plain name only before another one.
        var isPattern = tokens[at].Kind == TokenKind.Star || tokens.Skip(first).Take(at - first).Any(token => token.Kind == TokenKind.Star);
        return isPattern || tokens[at].Kind != TokenKind.Dot
            || (at + 1 < tokens.Count && tokens[at + 1].Start == tokens[at].End && tokens[at + 1].Kind is TokenKind.Identifier or TokenKind.Star);
    }

    private bool OpensBlock()
    {
        var before = symbols.Where(symbol => symbol.Kind != Kind.LineEnd).TakeLast(2).Select(symbol => symbol.Text).ToList();
        return before is ["task", _] || (before is ["test", _] && symbols.FindLast(symbol => symbol.Kind != Kind.LineEnd)?.Kind == Kind.Text);
    }

    private static Kind KindOf(TokenKind kind) => kind switch
    {
        TokenKind.Text or TokenKind.RawText => Kind.Text,
        TokenKind.Whole => Kind.Whole,
        TokenKind.Real => Kind.Real,
        TokenKind.Duration => Kind.Duration,
        TokenKind.Size => Kind.Size,
        TokenKind.CSharp => Kind.CSharp,
        _ => Kind.Mark,
    };

    private HashSet<int> Ends(Rule rule, int at)
    {
        if (known.TryGetValue((rule, at), out var ends))
            return ends;

        ends = Find(rule, at).ToHashSet();
        known[(rule, at)] = ends;
        return ends;
    }

    private IEnumerable<int> Find(Rule rule, int at) => rule switch
    {
        Rule.Word(var text) => Is(at, Kind.Name, text) || Is(at, Kind.Mark, text) ? [at + 1] : [],
        Rule.Name("NL") => at == symbols.Count ? [at] : symbols[at].ClosesBlock ? [at] : symbols[at].Kind == Kind.LineEnd ? [at + 1] : [],
        Rule.Name("GAP") => Gap(at),
        Rule.Name(var name) when grammar.Productions.TryGetValue(name, out var production) => Ends(production, at),
        Rule.Name(var token) => at < symbols.Count && Fits(token, symbols[at]) ? [at + 1] : [],
        Rule.Sequence(var parts) => parts.Aggregate((IEnumerable<int>)[at], (places, part) => places.SelectMany(place => Ends(part, place)).ToHashSet()),
        Rule.Choice(var choices) => choices.SelectMany(choice => Ends(choice, at)),
        Rule.Maybe(var inner) => Ends(inner, at).Append(at),
        Rule.Many(var inner) => Many(inner, at),
        _ => throw new NotSupportedException($"rule {rule}"),
    };

    private IEnumerable<int> Gap(int at)
    {
        yield return at;
        while (at < symbols.Count && symbols[at] is { Kind: Kind.LineEnd, Text: "\n" })
            yield return ++at;
    }

    private HashSet<int> Many(Rule inner, int at)
    {
        var (reached, waiting) = (new HashSet<int> { at }, new Queue<int>([at]));
        while (waiting.TryDequeue(out var place))
        {
            foreach (var end in Ends(inner, place))
            {
                if (reached.Add(end))
                    waiting.Enqueue(end);
            }
        }

        return reached;
    }

    private bool Is(int at, Kind kind, string text) => at < symbols.Count && symbols[at].Kind == kind && symbols[at].Text == text;

    private static bool Fits(string token, Symbol symbol) => token switch
    {
        "NAME" => symbol.Kind == Kind.Name && !symbol.Text.Contains('.'),
        "QNAME" => symbol.Kind == Kind.Name,
        "PATTERN" => symbol.Kind == Kind.Pattern,
        "TEXT" => symbol.Kind == Kind.Text,
        "WHOLE" => symbol.Kind == Kind.Whole,
        "REAL" => symbol.Kind == Kind.Real,
        "DURATION" => symbol.Kind == Kind.Duration,
        "SIZE" => symbol.Kind == Kind.Size,
        "CSBLOCK" => symbol.Kind == Kind.CSharp && symbol.Text.StartsWith('{'),
        "CSEXPR" or "CSTYPE" or "CSNAME" => symbol.Kind == Kind.CSharp,
        _ => throw new NotSupportedException($"token {token}"),
    };

    private enum Kind
    {
        Name,
        Pattern,
        Text,
        Whole,
        Real,
        Duration,
        Size,
        CSharp,
        Mark,
        LineEnd,
    }

    private sealed record Symbol(Kind Kind, string Text)
    {
        public bool ClosesBlock { get; init; }
    }
}
