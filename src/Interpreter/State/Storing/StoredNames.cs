using System.Text.Json;

namespace Dag.Interpreter.State.Storing;

/// <summary>Rules for names, ways and digests out of an object, which anybody may have written: what does not keep to them never becomes a path.</summary>
internal static class StoredNames
{
    private const int DigestLength = 64;

    /// <summary>One name below a folder: no way through others, none up, none to the root.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static void CheckName(string? name)
    {
        if (!IsName(name))
            throw new JsonException("the name of a stored file or folder is not a single name");
    }

    /// <summary>Names with '/' between them.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static void CheckWay(string? way)
    {
        if (way is null || !Array.TrueForAll(way.Split('/'), IsName))
            throw new JsonException("the path of a stored file is not below its folder");
    }

    /// <summary>SHA-256 in lower hexadecimal digits.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static void CheckDigest(string? digest)
    {
        if (digest is not { Length: DigestLength } || digest.AsSpan().ContainsAnyExcept("0123456789abcdef"))
            throw new JsonException("the digest of a stored file is not a SHA-256");
    }

    private static bool IsName(string? name)
        => name is not (null or "" or "." or "..") && !name.Contains('\0') && !name.Contains('/')
            && (!OperatingSystem.IsWindows() || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0);
}
