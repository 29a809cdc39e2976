namespace Dag.Repl.Editing;

/// <summary>What a coloured part of a typed text is.</summary>
internal enum TokenClass
{
    Keyword,
    Task,
    Type,
    Text,
    Number,
    Comment,
}
