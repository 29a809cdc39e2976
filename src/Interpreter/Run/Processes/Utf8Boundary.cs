namespace Dag.Interpreter.Run.Processes;

/// <summary>Where a text of UTF-8 may be cut without breaking a character.</summary>
internal static class Utf8Boundary
{
    private const int LongestRest = 3;

    /// <summary>The bytes from the first whole character on.</summary>
    public static ReadOnlySpan<byte> Next(ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (start < Math.Min(bytes.Length, LongestRest) && IsContinuation(bytes[start]))
            start++;
        return bytes[start..];
    }

    /// <summary>The largest cut, at most <paramref name="length"/>, that stands before a character.</summary>
    public static int Before(ReadOnlySpan<byte> bytes, int length)
    {
        var cut = length;
        while (cut > length - LongestRest && cut > 0 && cut < bytes.Length && IsContinuation(bytes[cut]))
            cut--;
        return cut;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}
