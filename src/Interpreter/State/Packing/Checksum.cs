using System.Buffers.Binary;
using System.Numerics;

namespace Dag.Interpreter.State.Packing;

/// <summary>CRC-32C: finds a flipped bit and a torn record at the speed of memory.</summary>
internal static class Checksum
{
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var each in bytes)
            sum = BitOperations.Crc32C(sum, each);
        return ~sum;
    }
}
