namespace Dag.Language.Diagnostics;

/// <summary>Text of others, an exception's or a user's, as the last sentence of a message.</summary>
public static class Sentence
{
    /// <summary>The text with a full stop, where it does not end a sentence by itself.</summary>
    public static string Of(string text) => text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";
}
