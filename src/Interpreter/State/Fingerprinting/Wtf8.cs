using System.Text;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// Texts as the bytes that count: UTF-8. A half of a pair of UTF-16 that stands alone, which UTF-8 has no bytes for, is written as if it were a
/// character, so that no two texts are the same bytes.
/// </summary>
internal static class Wtf8
{
    public static byte[] Of(string text) => HasHalves(text) ? OfHalves(text) : Encoding.UTF8.GetBytes(text);

    /// <summary>Whether it may be more than what UTF-8 has bytes for.</summary>
    public static bool HasHalves(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static byte[] OfHalves(string text)
    {
        var bytes = new List<byte>(text.Length * 3);
        Span<byte> character = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                bytes.AddRange(character[..rune.EncodeToUtf8(character)]);
                at += rune.Utf16SequenceLength;
                continue;
            }

            int half = text[at++];
            bytes.AddRange([(byte)(0xE0 | (half >> 12)), (byte)(0x80 | ((half >> 6) & 0x3F)), (byte)(0x80 | (half & 0x3F))]);
        }

        return bytes.ToArray();
    }
}
