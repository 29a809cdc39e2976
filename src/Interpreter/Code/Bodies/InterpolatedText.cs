using System.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Writes a message with holes as an interpolated string of C#: its own characters escaped, the holes as they are.</summary>
internal static class InterpolatedText
{
    public static string Of(string content)
    {
        var text = new StringBuilder("$\"");
        for (var at = 0; at < content.Length;)
        {
            var c = content[at];
            if (c == '{' && at + 1 < content.Length && content[at + 1] != '{' && EndOfHole(content, at) is { } end)
            {
                text.Append(content, at, end - at);
                at = end;
                continue;
            }

            if (c is '{' or '}' && at + 1 < content.Length && content[at + 1] == c)
                at++;
            AppendEscaped(text, c);
            at++;
        }

        return text.Append('"').ToString();
    }

    private static int? EndOfHole(string content, int start)
    {
        var (depth, quote) = (0, '\0');
        for (var at = start; at < content.Length; at++)
        {
            var c = content[at];
            if (quote != '\0')
            {
                if (c == '\\')
                    at++;
                else if (c == quote)
                    quote = '\0';
                continue;
            }

            if (c is '"' or '\'')
                quote = c;
            else if (c is '{' or '(' or '[')
                depth++;
            else if (c is '}' or ')' or ']' && --depth == 0)
                return at + 1;
        }

        return null;
    }

    private static void AppendEscaped(StringBuilder text, char c) => _ = c switch
    {
        '{' or '}' => text.Append(c, 2),
        '"' => text.Append("\\\""),
        '\\' => text.Append("\\\\"),
        _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' => text.Append("\\u").Append(((int)c).ToString("X4")),
        _ => text.Append(c),
    };
}
