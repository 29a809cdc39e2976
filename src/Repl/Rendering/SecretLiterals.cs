using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Rendering;

/// <summary>
/// Where literals of secrets stand in a source, by its words alone, so that a line of a file that could not be read does not show one either: the default of
/// an option whose type is called <c>Secret</c> or is declared in the same text as one of those, what it is set to, and what a task that makes one is pinned to.
/// </summary>
internal sealed class SecretLiterals
{
    private const string Root = "Secret";

    private readonly string text;
    private readonly List<Token> tokens;
    private readonly HashSet<string> types = [Root];
    private readonly HashSet<string> options = [];
    private readonly HashSet<string> tasks = [];
    private readonly List<TextSpan> spans = [];

    private SecretLiterals(SourceText source)
    {
        text = source.Text;
        tokens = [.. Parser.Parse(source).Tokens.Where(token => !token.IsTrivia || token.Kind == TokenKind.NewLine)];
    }

    public static IReadOnlyList<TextSpan> In(SourceText source)
    {
        if (!source.Text.Contains(Root, StringComparison.Ordinal))
            return [];

        var literals = new SecretLiterals(source);
        literals.FindNames();
        literals.FindValues();
        return literals.spans;
    }

    private void FindNames()
    {
        var task = "";
        for (var at = 0; at < tokens.Count; at++)
        {
            switch (Word(at))
            {
                case "type" when types.Contains(Word(at + 3)) || (Word(at + 2) == "list" && types.Contains(Word(at + 4))):
                    types.Add(Word(at + 1));
                    break;
                case "task":
                    task = Word(at + 1);
                    break;
                case "product" when types.Contains(Word(at + 1)):
                    tasks.Add(task);
                    break;
                case "option" when types.Contains(Word(at + 3)):
                    options.Add(Word(at + 1));
                    break;
            }
        }
    }

    private void FindValues()
    {
        for (var at = 1; at < tokens.Count; at++)
        {
            if (tokens[at].Kind == TokenKind.Equals && IsOfSecret(at))
                TakeValue(at + 1);
        }
    }

    // option NAME: TYPE = …, set TASK.NAME = …, with TASK.NAME = …, pin TASK = …
    private bool IsOfSecret(int equals)
        => (Word(equals - 4) == "option" && types.Contains(Word(equals - 1)))
            || (tokens[equals - 1].Kind == TokenKind.Identifier && equals > 1 && tokens[equals - 2].Kind == TokenKind.Dot && options.Contains(Word(equals - 1)))
            || (tasks.Contains(Word(equals - 1)) && IsPin(equals - 1));

    // A task of another module has that one's name before its own.
    private bool IsPin(int at)
    {
        while (at > 1 && tokens[at - 1].Kind == TokenKind.Dot)
            at -= 2;
        return Word(at - 1) == "pin";
    }

    private void TakeValue(int at)
    {
        var depth = 0;
        for (; at < tokens.Count; at++)
        {
            var kind = tokens[at].Kind;
            depth += kind is TokenKind.OpenBracket or TokenKind.OpenBrace ? 1 : kind is TokenKind.CloseBracket or TokenKind.CloseBrace ? -1 : 0;
            if (depth < 0 || (depth == 0 && kind is TokenKind.NewLine or TokenKind.Semicolon or TokenKind.Comma or TokenKind.EndOfFile) || (depth == 0 && Word(at) == "from"))
                return;
            if (kind is TokenKind.Text or TokenKind.RawText or TokenKind.Bad)
                spans.Add(tokens[at].Span);
        }
    }

    private string Word(int at) => at >= 0 && at < tokens.Count && tokens[at].Kind == TokenKind.Identifier ? text.Substring(tokens[at].Start, tokens[at].Length) : "";
}
