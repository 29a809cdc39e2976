namespace Dag.Repl.Editing;

/// <summary>How far a line of several is set in: as the one before it, further behind an open bracket, back where a bracket closes.</summary>
internal static class Indentation
{
    private const string Step = "  ";

    /// <summary>The text after a line end was put before the caret.</summary>
    public static (string Text, int Caret) AfterLineEnd(string text, int caret)
    {
        if (caret == 0 || text[caret - 1] != '\n')
            return (text, caret);

        var line = text[(text.LastIndexOf('\n', Math.Max(0, caret - 2)) is var start && caret > 1 ? start + 1 : 0)..(caret - 1)];
        var blanks = line[..^line.TrimStart(' ').Length] + (line.TrimEnd() is [.., '{' or '(' or '['] ? Step : "");
        return (text.Insert(caret, blanks), caret + blanks.Length);
    }

    /// <summary>The text after a closing bracket was put before the caret, as the first of its line.</summary>
    public static (string Text, int Caret) AfterClosing(string text, int caret)
    {
        if (caret <= Step.Length || text[caret - 1] is not ('}' or ')' or ']'))
            return (text, caret);

        var start = text.LastIndexOf('\n', caret - 1) + 1;
        return start > 0 && caret - 1 - start >= Step.Length && string.IsNullOrWhiteSpace(text[start..(caret - 1)])
            ? (text.Remove(caret - 1 - Step.Length, Step.Length), caret - Step.Length)
            : (text, caret);
    }
}
