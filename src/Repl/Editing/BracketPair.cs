using Dag.Language.Scanning;

namespace Dag.Repl.Editing;

/// <summary>The bracket at the cursor and the one that belongs to it. Texts and comments are passed over.</summary>
internal static class BracketPair
{
    private const int LongestText = 20_000;

    /// <summary>Null where no bracket stands at the cursor, or none belongs to it.</summary>
    public static (int Open, int Close)? At(string text, int caret)
    {
        if (text.Length > LongestText || (!IsBracket(text, caret - 1) && !IsBracket(text, caret)))
            return null;

        var open = new Stack<int>();
        (int Open, int Close)? before = null;
        foreach (var token in CSharpTokens.Of(text))
        {
            if (token.Kind != CSharpTokenKind.Mark || token.Length != 1)
                continue;
            if (text[token.Start] is '(' or '[' or '{')
            {
                open.Push(token.Start);
            }
            else if (text[token.Start] is ')' or ']' or '}' && open.TryPop(out var start) && Fit(text[start], text[token.Start]))
            {
                if (start == caret || token.Start == caret)
                    return (start, token.Start);
                if (start == caret - 1 || token.Start == caret - 1)
                    before = (start, token.Start);
            }
        }

        return before;
    }

    private static bool IsBracket(string text, int at) => at >= 0 && at < text.Length && text[at] is '(' or ')' or '[' or ']' or '{' or '}';

    private static bool Fit(char open, char close) => (open, close) is ('(', ')') or ('[', ']') or ('{', '}');
}
