using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Dag.Interpreter.Runtime.Masking;

/// <summary>The forms in which a secret text may come out: as it is, its longer lines, as in JSON, in an address, and in base64 at any place in it.</summary>
internal static class SecretForms
{
    private const int ShortestLine = 8;

    public static IEnumerable<byte[]> Of(string secret)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in PartsOf(secret))
        {
            texts.Add(text);
            texts.UnionWith(InJson(text));
            texts.UnionWith(InAddress(text));
            texts.UnionWith(InBase64(Encoding.UTF8.GetBytes(text)));
        }

        return texts.Where(text => text.Length >= SecretTexts.Shortest).Select(Encoding.UTF8.GetBytes);
    }

    // What is printed line by line comes out line by line.
    private static IEnumerable<string> PartsOf(string secret)
    {
        var lines = secret.Split('\n').Select(line => line.Trim()).Where(line => line.Length >= ShortestLine);
        return lines.Append(secret).Append(secret.Trim()).Where(text => text.Length >= SecretTexts.Shortest).Distinct();
    }

    private static IEnumerable<string> InJson(string text)
    {
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        var ascii = new StringBuilder();
        foreach (var c in JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text))
        {
            if (char.IsAscii(c))
                ascii.Append(c);
            else
                ascii.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        yield return ascii.ToString();
        yield return ascii.Replace("/", "\\/").ToString();
    }

    private static IEnumerable<string> InAddress(string text)
    {
        var upper = Uri.EscapeDataString(text);
        foreach (var escaped in new[] { upper, Lowered(upper) })
        {
            yield return escaped;
            yield return escaped.Replace("%20", "+", StringComparison.Ordinal);
        }

        // What is allowed to stand in an address as it is differs from program to program.
        yield return upper.Replace("%2F", "/", StringComparison.Ordinal);
    }

    private static string Lowered(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
                (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        }

        return text.ToString();
    }

    // Three bytes are four letters: what stands before a secret moves it by none, one or two, and the letters that have bits of something else are left off.
    private static IEnumerable<string> InBase64(byte[] bytes)
    {
        for (var before = 0; before < 3; before++)
        {
            var letters = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var whole = letters[((before * 8 + 5) / 6)..((before + bytes.Length) * 8 / 6)];
            yield return whole;
            yield return whole.Replace('+', '-').Replace('/', '_');
        }
    }
}
