using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A token by its place. All tokens of a text, trivia among them, laid end to end are the text again; a missing one has no length.</summary>
public readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public TextSpan Span => new(Start, Length);

    public bool IsTrivia => Kind >= TokenKind.Space;
}
