using Dag.Language.Parsing;
using Dag.Language.Scanning;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>
/// Places of a typed text that are wrong whatever follows: characters and words that the grammar has no use for, and names that nothing has. Asks no
/// compiler, for it is looked at with each key.
/// </summary>
internal static class InputErrors
{
    private const int LongestText = 10_000;

    private static readonly HashSet<string> WithTasks =
        ["run", "show", "plan", "graph", "why", "logs", "pin", "unpin", "disable", "enable", "remove", "set", "unset", "substitute", "restore", "rename"];

    private static readonly HashSet<string> NotNames = ["with", "in", "to", "as", "all", "types", "type", "env", "and", "or", "not", "where", "dot", "mermaid", "json"];

    public static IEnumerable<TextSpan> Of(string text, InputKind kind, Func<string, bool> isName)
    {
        if (text.Length > LongestText)
            return [];

        return kind switch
        {
            InputKind.Statement(var statement) when statement == text => InStatement(text, isName),
            InputKind.CSharp(var code) when code == text => InCSharp(text),
            _ => [],
        };
    }

    // What is wrong at the end may only not be finished yet.
    private static IEnumerable<TextSpan> InStatement(string text, Func<string, bool> isName)
    {
        var tree = Parser.Parse(new SourceText("<prompt>", text));
        var end = text.TrimEnd().Length;
        var wrong = tree.Diagnostics.Where(diagnostic => diagnostic.IsError).Select(diagnostic => diagnostic.At?.Span ?? default)
            .Where(span => span.Length > 0 && span.End < end).Take(1).ToList();
        return wrong.Count > 0 ? wrong : UnknownNames(text, tree, isName);
    }

    private static IEnumerable<TextSpan> UnknownNames(string text, SyntaxTree tree, Func<string, bool> isName)
    {
        var tokens = tree.Tokens.Where(token => !token.IsTrivia).ToList();
        if (tokens.Count < 2 || !WithTasks.Contains(tree.Source.TextOf(tokens[0].Span)))
            yield break;

        for (var i = 1; i < tokens.Count; i++)
        {
            var first = tokens[i];
            if (first.Kind is TokenKind.Equals or TokenKind.Arrow)
                yield break;
            if (first.Kind != TokenKind.Identifier)
                continue;

            while (i + 2 < tokens.Count && tokens[i + 1].Kind == TokenKind.Dot && tokens[i + 1].Start == tokens[i].End && tokens[i + 2].Kind == TokenKind.Identifier)
                i += 2;
            var span = TextSpan.FromBounds(first.Start, tokens[i].End);
            var name = tree.Source.TextOf(span);
            if (name is "where" or "to" or "as")
                yield break;

            var isPart = i + 1 < tokens.Count && (tokens[i + 1].Kind is TokenKind.OpenParen || (tokens[i + 1].Start == span.End && tokens[i + 1].Kind is TokenKind.Star or TokenKind.Dot));
            if (!isPart && span.End < text.Length && !NotNames.Contains(name) && !isName(name) && tokens[i - 1].Kind != TokenKind.Star)
                yield return span;
        }
    }

    private static IEnumerable<TextSpan> InCSharp(string text)
    {
        var extent = CSharpScanner.FindEnd(text, 0, CSharpForm.Input);
        if (extent.Fault == CSharpScanFault.MismatchedBracket && extent.FaultAt < text.Length)
            yield return new(extent.FaultAt, 1);
    }
}
