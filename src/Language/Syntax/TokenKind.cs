namespace Dag.Language.Syntax;

/// <summary>What a token is. Keywords are identifiers: whether a word is one is decided by where it stands.</summary>
public enum TokenKind : byte
{
    EndOfFile,
    Identifier,
    Whole,
    Real,
    Duration,
    Size,
    Text,
    RawText,
    OpenBrace,
    CloseBrace,
    OpenParen,
    CloseParen,
    OpenBracket,
    CloseBracket,
    Colon,
    Comma,
    Dot,
    DotDot,
    Equals,
    Arrow,
    Semicolon,
    Plus,
    Minus,
    Ampersand,
    Star,
    CSharp,
    Bad,

    // From here on: trivia.
    Space,
    NewLine,
    LineComment,
    BlockComment,
    DocComment,
    Shebang,
}
