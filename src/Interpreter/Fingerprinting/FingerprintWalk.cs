using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>
/// Writes down what counts, so that different things are never the same bytes: for each a tag, a length and the bytes; for what has parts, their
/// number first. The bytes are spelled out: little-endian, UTF-8, ordinal order.
/// </summary>
internal sealed class FingerprintWalk
{
    // Raised whenever the same things come to be written differently.
    private const int Format = 1;

    private readonly ArrayBufferWriter<byte> bytes = new(256);

    public FingerprintWalk() => Write('F', Format);

    public Fingerprint ToFingerprint() => Fingerprint.Of(bytes.WrittenSpan);

    public void Write(char tag, ReadOnlySpan<byte> content)
    {
        Head(tag, content.Length);
        bytes.Write(content);
    }

    public void Write(char tag, string text)
    {
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

    /// <summary>Begins something of that many parts.</summary>
    public void Begin(char tag, int parts) => Head(tag, parts);

    private void Head(char tag, int length)
    {
        var head = bytes.GetSpan(5);
        head[0] = (byte)tag;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], length);
        bytes.Advance(5);
    }
}
