using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.Packing;

/// <summary>
/// Names of files as texts of the store, which are UTF-8: one that is not UTF-8 is its bytes in hexadecimal behind a NUL, which no name has.
/// </summary>
internal static class NameText
{
    private const char BytesFollow = '\0';

    public static string Of(string name) => PathBytes.IsUtf8(name) ? name : BytesFollow + Convert.ToHexStringLower(PathBytes.Of(name));

    /// <summary>Null where what follows the NUL is no name of that kind.</summary>
    public static string? Find(string text)
    {
        if (!text.StartsWith(BytesFollow))
            return text;

        var bytes = new byte[text.Length / 2];
        return Convert.FromHexString(text.AsSpan(1), bytes, out _, out var length) == System.Buffers.OperationStatus.Done
            && PathBytes.TextOf(bytes.AsSpan(0, length)) is var name && Of(name) == text ? name : null;
    }
}
