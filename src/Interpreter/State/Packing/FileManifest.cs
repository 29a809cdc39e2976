using System.Buffers.Binary;

namespace Dag.Interpreter.State.Packing;

/// <summary>
/// The files that an object of <see cref="ProductEncoding.Files"/> names: behind its JSON the digest of each, and how many there are. So nobody has to guess them from
/// a JSON that may say anything.
/// </summary>
internal static class FileManifest
{
    private const int Digest = 32;

    public static byte[] Behind(byte[] json, IReadOnlyList<string> files)
    {
        var bytes = new byte[checked(json.Length + (files.Count * Digest) + sizeof(int))];
        json.CopyTo(bytes, 0);
        for (var i = 0; i < files.Count; i++)
            Convert.FromHexString(files[i], bytes.AsSpan(json.Length + (i * Digest)), out _, out _);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(int)), files.Count);
        return bytes;
    }

    public static ReadOnlySpan<byte> JsonIn(byte[] bytes) => bytes.AsSpan(0, EndOfJson(bytes));

    /// <summary>None in what is damaged.</summary>
    public static IEnumerable<string> In(byte[] bytes)
    {
        for (var at = EndOfJson(bytes); at + Digest <= bytes.Length; at += Digest)
            yield return Convert.ToHexStringLower(bytes.AsSpan(at, Digest));
    }

    private static int EndOfJson(byte[] bytes)
    {
        if (bytes.Length < sizeof(int))
            return bytes.Length;

        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(bytes.Length - sizeof(int)));
        return count >= 0 && sizeof(int) + ((long)count * Digest) is var length && length <= bytes.Length ? bytes.Length - (int)length : bytes.Length;
    }
}
