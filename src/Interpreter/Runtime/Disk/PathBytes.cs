using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Dag.Interpreter.Runtime.Disk;

/// <summary>
/// Paths, arguments and variables as the system has them, bytes, and as C# has them, texts. Bytes that are UTF-8 are that text; a byte that is not is a lone
/// low surrogate, U+DC80 to U+DCFF, which no UTF-8 decodes to. So two names are never the same text, and a text leads back to its bytes.
/// </summary>
public static class PathBytes
{
    /// <summary>Longest path that the system takes in one piece, in bytes, the zero at its end counted.</summary>
    internal const int Longest = 4096;

    private const char FirstByte = '\uDC80';
    private const char LastByte = '\uDCFF';

    public static string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return Encoding.UTF8.GetString(bytes);

        var text = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var isCharacter = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == OperationStatus.Done;
            if (isCharacter)
                text.Append(rune.ToString());
            else
                AppendBytes(text, bytes[..length]);
            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>Whether UTF-8 has bytes for all of it.</summary>
    public static bool IsUtf8(string text) => !HasSurrogates(text) || IsWellFormed(text);

    public static byte[] Of(string text)
    {
        var bytes = new byte[CountOf(text)];
        Write(text, bytes);
        return bytes;
    }

    public static int CountOf(string text)
    {
        if (!HasSurrogates(text))
            return Encoding.UTF8.GetByteCount(text);

        var count = 0;
        for (var at = 0; at < text.Length;)
            count += Next(text, ref at, []);
        return count;
    }

    /// <returns>How many bytes it takes.</returns>
    public static int Write(string text, Span<byte> into)
    {
        if (!HasSurrogates(text))
            return Encoding.UTF8.GetBytes(text, into);

        var written = 0;
        for (var at = 0; at < text.Length;)
            written += Next(text, ref at, into[written..]);
        return written;
    }

    /// <summary>For people: a byte that is not UTF-8 as <c>\xe9</c>.</summary>
    public static string Shown(string text)
    {
        if (!HasSurrogates(text) || IsWellFormed(text))
            return text;

        var shown = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, at, out var rune))
            {
                shown.Append(text, at, rune.Utf16SequenceLength);
                at += rune.Utf16SequenceLength;
                continue;
            }

            var half = text[at++];
            shown.Append(half is >= FirstByte and <= LastByte ? $"\\x{half - FirstByte + 0x80:x2}" : $"\\u{(int)half:x4}");
        }

        return shown.ToString();
    }

    /// <summary>With a zero behind it, in the room given where that is enough.</summary>
    internal static ReadOnlySpan<byte> Terminated(string path, Span<byte> room)
    {
        // No character takes more than three bytes a unit of UTF-16.
        var bytes = (path.Length * 3) + 1 <= room.Length ? room : new byte[CountOf(path) + 1];
        var length = Write(path, bytes);
        bytes[length] = 0;
        return bytes[..(length + 1)];
    }

    private static bool HasSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
                return false;
            at += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static void AppendBytes(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
            text.Append((char)(FirstByte + (each - 0x80)));
    }

    // Nothing is written where there is no room asked for: only counted. What is neither a character nor such a byte is written as if it were a character.
    private static int Next(string text, ref int at, Span<byte> into)
    {
        Span<byte> bytes = stackalloc byte[4];
        int length;
        if (Rune.TryGetRuneAt(text, at, out var rune))
        {
            length = rune.EncodeToUtf8(bytes);
            at += rune.Utf16SequenceLength;
        }
        else
        {
            int half = text[at++];
            var isByte = half is >= FirstByte and <= LastByte;
            bytes[0] = isByte ? (byte)(half - FirstByte + 0x80) : (byte)(0xE0 | (half >> 12));
            (bytes[1], bytes[2]) = ((byte)(0x80 | ((half >> 6) & 0x3F)), (byte)(0x80 | (half & 0x3F)));
            length = isByte ? 1 : 3;
        }

        if (!into.IsEmpty)
            bytes[..length].CopyTo(into);
        return length;
    }
}
