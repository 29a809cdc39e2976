using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>An assembly and its symbols, as bytes. As a file they carry a checksum, which tells what is damaged and nothing of where it came from.</summary>
internal sealed record CompiledImage(byte[] Dll, byte[] Pdb)
{
    private const int ChecksumLength = 32;

    public byte[] ToBytes()
    {
        var bytes = new byte[ChecksumLength + 4 + Dll.Length + Pdb.Length];
        var content = bytes.AsSpan(ChecksumLength);
        BinaryPrimitives.WriteInt32LittleEndian(content, Dll.Length);
        Dll.CopyTo(content[4..]);
        Pdb.CopyTo(content[(4 + Dll.Length)..]);
        SHA256.HashData(content, bytes);
        return bytes;
    }

    /// <summary>Null where they are damaged.</summary>
    public static CompiledImage? Of(byte[] file)
    {
        if (file.Length < ChecksumLength + 4 || !SHA256.HashData(file.AsSpan(ChecksumLength)).AsSpan().SequenceEqual(file.AsSpan(0, ChecksumLength)))
            return null;

        var content = file.AsSpan(ChecksumLength);
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        return length < 0 || length > content.Length - 4 ? null : new(content.Slice(4, length).ToArray(), content[(4 + length)..].ToArray());
    }
}
