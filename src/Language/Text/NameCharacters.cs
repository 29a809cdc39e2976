namespace Dag.Language.Text;

/// <summary>The characters of a name: ASCII letters, digits and <c>_</c>.</summary>
public static class NameCharacters
{
    public static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    /// <summary>Where the characters of a name end that begin at a place; that place where there are none.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && IsPart(text[end]))
            end++;
        return end;
    }
}
