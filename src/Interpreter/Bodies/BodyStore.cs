using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dag.Interpreter.Bodies;

/// <summary>
/// Compiled C# on disk by the digest of what it was made from. What is kept is whole or not there: it is written under another name and renamed,
/// and carries a checksum. A folder that cannot be written keeps nothing, and nobody fails for it.
/// </summary>
public sealed class BodyStore(string folder, string? shippedFolder = null)
{
    private const int ChecksumLength = 32;

    internal CompiledImage? Find(string key)
        => Read(Path.Combine(folder, key)) ?? (shippedFolder is null ? null : Read(Path.Combine(shippedFolder, key)));

    /// <summary>Null, or why it could not be kept.</summary>
    internal string? Keep(string key, CompiledImage image)
    {
        var content = new byte[4 + image.Dll.Length + image.Pdb.Length];
        BinaryPrimitives.WriteInt32LittleEndian(content, image.Dll.Length);
        image.Dll.CopyTo(content.AsSpan(4));
        image.Pdb.CopyTo(content.AsSpan(4 + image.Dll.Length));
        var temporary = Path.Combine(folder, $"{key}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = File.Create(temporary))
            {
                file.Write(SHA256.HashData(content));
                file.Write(content);
            }

            File.Move(temporary, Path.Combine(folder, key), overwrite: true);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            Forget(temporary);
            return refused.Message;
        }
    }

    private static void Forget(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It lies where nothing looks for it.
        }
    }

    private static CompiledImage? Read(string path)
    {
        byte[] file;
        try
        {
            if (!File.Exists(path))
                return null;
            file = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (file.Length < ChecksumLength + 4 || !SHA256.HashData(file.AsSpan(ChecksumLength)).AsSpan().SequenceEqual(file.AsSpan(0, ChecksumLength)))
            return null;

        var content = file.AsSpan(ChecksumLength);
        var length = BinaryPrimitives.ReadInt32LittleEndian(content);
        return new(content.Slice(4, length).ToArray(), content[(4 + length)..].ToArray());
    }
}
