using System.Text;

namespace Dag.Language.Parsing;

/// <summary>The text of doc comments: each line without its slashes and one blank after them.</summary>
internal static class DocText
{
    public static string Of(ReadOnlySpan<char> comments)
    {
        var text = new StringBuilder(comments.Length);
        foreach (var line in comments.EnumerateLines())
        {
            var content = line.Trim();
            if (!content.StartsWith("///"))
                continue;

            content = content[3..];
            if (text.Length > 0)
                text.Append('\n');
            text.Append(content.StartsWith(" ") ? content[1..] : content);
        }

        return text.ToString();
    }
}
