using System.Globalization;
using System.Text;

namespace Dag.Repl.Terminal;

/// <summary>
/// The colours of a tool in a line that it printed, for a terminal that has colours: <c>ESC [ numbers m</c> with the numbers of colours, bold, faint, italic
/// and underline. They end with the line. Whatever else stands in it, blinking and hidden text too, stays foreign and is made visible.
/// </summary>
internal static class ToolColours
{
    private const int Longest = 32;
    private const string Start = "\e[";

    public static string Pass(string line)
    {
        var at = line.IndexOf(Start, StringComparison.Ordinal);
        if (at < 0)
            return line;

        var (passed, written, isAny) = (new StringBuilder(), 0, false);
        for (; at >= 0; at = line.IndexOf(Start, at + 1, StringComparison.Ordinal))
        {
            if (LengthOf(line.AsSpan(at)) is not (> 0 and var length))
                continue;

            passed.Append(line, written, at - written).Append(TerminalText.Own(line.Substring(at, length)));
            (written, isAny) = (at + length, true);
        }

        return passed.Append(line, written, line.Length - written).Append(isAny ? TerminalText.Own("\e[0m") : "").ToString();
    }

    // 0 where it is no sequence of colours.
    private static int LengthOf(ReadOnlySpan<char> text)
    {
        var end = Start.Length;
        while (end < text.Length && end < Longest && (char.IsAsciiDigit(text[end]) || text[end] == ';'))
            end++;
        return end < text.Length && text[end] == 'm' && AreColours(text[Start.Length..end].ToString().Split(';')) ? end + 1 : 0;
    }

    private static bool AreColours(string[] codes)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if (!TryRead(codes[i], out var code))
                return false;
            if (code is 38 or 48)
                i += TryRead(codes.ElementAtOrDefault(i + 1) ?? "", out var form) && form is 5 or 2 ? (form == 5 ? 2 : 4) : codes.Length;
            else if (code is not ((>= 0 and <= 4) or (>= 21 and <= 24) or (>= 30 and <= 49) or (>= 90 and <= 107)))
                return false;
            if (i >= codes.Length)
                return false;
        }

        return true;
    }

    private static bool TryRead(string code, out int number)
    {
        number = 0;
        return code.Length == 0 || (code.Length <= 3 && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out number));
    }
}
