using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>Arrays and lists of numbers as the bytes they are.</summary>
internal static class PrimitiveBytes
{
    /// <summary>False for everything else.</summary>
    public static bool TryRead(object raw, out ReadOnlySpan<byte> bytes)
        => TryRead<double>(raw, out bytes) || TryRead<float>(raw, out bytes) || TryRead<byte>(raw, out bytes) || TryRead<int>(raw, out bytes)
            || TryRead<long>(raw, out bytes) || TryRead<short>(raw, out bytes) || TryRead<ushort>(raw, out bytes) || TryRead<uint>(raw, out bytes)
            || TryRead<ulong>(raw, out bytes) || TryRead<sbyte>(raw, out bytes) || TryRead<bool>(raw, out bytes) || TryRead<char>(raw, out bytes);

    private static bool TryRead<T>(object raw, out ReadOnlySpan<byte> bytes)
        where T : unmanaged
    {
        // An array of enums or of unsigned numbers casts to that of their numbers: only the very type is meant.
        var (isFound, elements) = raw switch
        {
            T[] array when array.GetType() == typeof(T[]) => (true, new ReadOnlyMemory<T>(array)),
            ImmutableArray<T> { IsDefault: false } array => (true, array.AsMemory()),
            _ => (false, default),
        };
        bytes = raw is List<T> list ? MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(list)) : MemoryMarshal.AsBytes(elements.Span);
        return isFound || raw is List<T>;
    }
}
