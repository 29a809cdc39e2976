using System.Globalization;
using System.Text;
using Dag.Language.Diagnostics;
using Dag.Language.Scanning;
using Dag.Language.Text;

namespace Dag.Language.Parsing;

/// <summary>What a text literal says: its escapes read, or a raw one's indentation taken away.</summary>
internal static class TextLiteral
{
    private const int LongestEscape = 10;

    public static string ContentOf(SourceText source, TextSpan span, bool isRaw, List<Diagnostic> diagnostics)
        => isRaw ? RawContent(source, span, diagnostics) : EscapedContent(source, span, diagnostics);

    private static string EscapedContent(SourceText source, TextSpan span, List<Diagnostic> diagnostics)
    {
        var text = source.Slice(span);
        var isClosed = text.Length > 1 && text[^1] == '"';
        text = text[1..(isClosed ? text.Length - 1 : text.Length)];
        if (!text.Contains('\\'))
            return text.ToString();

        var content = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '\\')
            {
                content.Append(text[at++]);
                continue;
            }

            var length = Escape(text[at..], content);
            if (length > 0)
            {
                at += length;
                continue;
            }

            var shown = Math.Min(2, text.Length - at);
            diagnostics.Add(SyntaxErrors.UnknownEscape(new(source, new(span.Start + 1 + at, shown)), text.Slice(at, shown).ToString()));
            at += shown;
        }

        return content.ToString();
    }

    // The number of characters an escape has, or 0 for none that is known.
    private static int Escape(ReadOnlySpan<char> text, StringBuilder content)
    {
        if (text.Length < 2)
            return 0;

        var plain = text[1] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            'e' => '\e',
            '\\' => '\\',
            '"' => '"',
            _ => '\uFFFF',
        };
        if (plain != '\uFFFF')
        {
            content.Append(plain);
            return 2;
        }

        return text[1] == 'u' ? Unicode(text, content) : 0;
    }

    private static int Unicode(ReadOnlySpan<char> text, StringBuilder content)
    {
        if (text.Length >= 6 && ushort.TryParse(text.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            content.Append((char)unit);
            return 6;
        }

        var close = text[..Math.Min(text.Length, LongestEscape)].IndexOf('}');
        if (close is < 4 or > 9 || text[2] != '{' || !int.TryParse(text[3..close], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return 0;
        if (!Rune.IsValid(code))
            return 0;

        content.Append(new Rune(code).ToString());
        return close + 1;
    }

    private static string RawContent(SourceText source, TextSpan span, List<Diagnostic> diagnostics)
    {
        var text = source.Slice(span);
        var quotes = RawText.QuotesOf(text);
        if (!RawText.IsClosed(text))
            return text[quotes..].ToString();

        var inner = TextSpan.FromBounds(span.Start + quotes, span.End - quotes);
        var content = source.TextOf(inner);
        if (!content.AsSpan().ContainsAny('\n', '\r'))
            return content;

        var lines = content.ReplaceLineEndings("\n").Split('\n');
        var indent = lines[^1];
        if (!string.IsNullOrWhiteSpace(indent) || !string.IsNullOrWhiteSpace(lines[0]))
            return content.ReplaceLineEndings("\n");

        var first = source.PositionOf(inner.Start).Line;
        for (var i = 1; i < lines.Length - 1; i++)
        {
            if (lines[i].StartsWith(indent, StringComparison.Ordinal))
                lines[i] = lines[i][indent.Length..];
            else if (string.IsNullOrWhiteSpace(lines[i]))
                lines[i] = "";
            else
                diagnostics.Add(SyntaxErrors.LessIndented(new(source, source.SpanOfLine(first + i))));
        }

        return string.Join('\n', lines, 1, Math.Max(0, lines.Length - 2));
    }
}
