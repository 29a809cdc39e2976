using System.Buffers.Binary;

namespace Dag.Interpreter.State.Packing;

/// <summary>What an index begins with: its name, its format, its generation, which its pack is called by, and a checksum; all numbers little-endian.</summary>
/// <param name="IsDamaged">Whether a bit of it has flipped since it was written.</param>
internal readonly record struct IndexHeader(int Format, long Generation, bool IsDamaged)
{
    // Raised whenever what is written could be misread by a version before.
    public const int KnownFormat = 1;

    public const int Length = 24;
    private const int Summed = 20;

    private static ReadOnlySpan<byte> Name => "dagstore"u8;

    public static byte[] ToBytes(long generation)
    {
        var header = new byte[Length];
        Name.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), KnownFormat);
        BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(12), generation);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(Summed), Checksum.Of(header.AsSpan(0, Summed)));
        return header;
    }

    /// <summary>That of an index as it was written, be it with one bit flipped since; null for what is no index.</summary>
    public static IndexHeader? Find(ReadOnlySpan<byte> index)
    {
        if (index.Length < Length)
            return null;
        if (IsWhole(index))
            return Read(index, isDamaged: false);

        // Any two headers differ by at least six bits, so that this one can have been only one of them.
        Span<byte> mended = stackalloc byte[Length];
        index[..Length].CopyTo(mended);
        for (var bit = 0; bit < Length * 8; bit++)
        {
            mended[bit / 8] ^= (byte)(1 << (bit % 8));
            if (IsWhole(mended))
                return Read(mended, isDamaged: true);
            mended[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        return null;
    }

    private static bool IsWhole(ReadOnlySpan<byte> header)
        => header.StartsWith(Name) && BinaryPrimitives.ReadUInt32LittleEndian(header[Summed..]) == Checksum.Of(header[..Summed]);

    private static IndexHeader Read(ReadOnlySpan<byte> header, bool isDamaged)
        => new(BinaryPrimitives.ReadInt32LittleEndian(header[8..]), BinaryPrimitives.ReadInt64LittleEndian(header[12..]), isDamaged);
}
