using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// Writes down what counts, part by named part, so that different things are never the same bytes: for each a tag, a length and the bytes. It is
/// read twice: whole, by who wants the fingerprint, and part by part, by who wants to know what changed. The bytes are spelled out:
/// little-endian, UTF-8, ordinal order.
/// </summary>
internal sealed class FingerprintWalk
{
    // Raised whenever the same things come to be written differently.
    private const int Format = 3;

    private const char PartTag = 'P';

    private readonly ArrayBufferWriter<byte> bytes = new(512);
    private readonly List<(int Start, FingerprintPart Part, Func<FingerprintPart, FingerprintPart>? Describe)> parts = [];

    public FingerprintWalk() => Write('F', Format);

    public Fingerprint ToFingerprint() => Fingerprint.Of(bytes.WrittenSpan);

    /// <summary>The same bytes, part by part.</summary>
    public EquatableList<FingerprintPart> ToParts()
    {
        var found = new FingerprintPart[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            var (start, part, describe) = parts[i];
            var end = i + 1 < parts.Count ? parts[i + 1].Start : bytes.WrittenCount;
            var digested = part with { Digest = Fingerprint.Of(bytes.WrittenSpan[start..end]).Digits[..32] };
            found[i] = describe is null ? digested : describe(digested);
        }

        return found.ToEquatableList();
    }

    /// <summary>All that is written from here on is a part of that name.</summary>
    /// <param name="describe">Adds what it looks like, only asked when the parts are.</param>
    public void Part(string name, Func<FingerprintPart, FingerprintPart>? describe = null)
    {
        parts.Add((bytes.WrittenCount, new(name, ""), describe));
        Write(PartTag, name);
    }

    public void Write(char tag, ReadOnlySpan<byte> content)
    {
        Head(tag, content.Length);
        bytes.Write(content);
    }

    public void Write(char tag, string text)
    {
        if (Wtf8.HasHalves(text))
        {
            Write(tag, Wtf8.Of(text));
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Head(tag, length);
        Encoding.UTF8.GetBytes(text, bytes);
    }

    public void Write(char tag, long number)
    {
        Head(tag, sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.GetSpan(sizeof(long)), number);
        bytes.Advance(sizeof(long));
    }

    private void Head(char tag, int length)
    {
        var head = bytes.GetSpan(5);
        head[0] = (byte)tag;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], length);
        bytes.Advance(5);
    }
}
