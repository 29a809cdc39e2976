using System.Security.Cryptography;

namespace Dag.Interpreter.Storing;

/// <summary>The key under which secrets count in fingerprints, kept in the folder for state where only its owner may read it.</summary>
public static class SecretKey
{
    private const int Length = 32;

    /// <summary>That of a folder, made if there is none; where the folder cannot be written, one that lasts as long as the process.</summary>
    public static byte[] In(string stateFolder)
    {
        using var disk = new StoreDisk();
        return In(stateFolder, disk);
    }

    internal static byte[] In(string stateFolder, IStoreDisk disk)
    {
        var path = Path.Combine(stateFolder, "secret.key");
        try
        {
            return Find(path, disk) ?? Make(path, StorePaths.Of(stateFolder), disk);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return RandomNumberGenerator.GetBytes(Length);
        }
    }

    private static byte[]? Find(string path, IStoreDisk disk) => disk.Read(path, 0, Length + 1) is { Length: Length } key ? key : null;

    // The first to rename wins, and whoever comes second reads what the first wrote.
    private static byte[] Make(string path, StorePaths paths, IStoreDisk disk)
    {
        var temporary = paths.NewTemporary();
        disk.CreateFolder(paths.Temporary);
        disk.CreatePrivate(temporary, RandomNumberGenerator.GetBytes(Length));

        // One of another length has never been in any fingerprint.
        if (disk.LengthOf(path) is not (0 or Length))
            disk.Delete(path);
        if (!disk.TryRename(temporary, path))
            disk.Delete(temporary);
        return Find(path, disk) ?? RandomNumberGenerator.GetBytes(Length);
    }
}
