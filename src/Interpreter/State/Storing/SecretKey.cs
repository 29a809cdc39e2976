using System.Security.Cryptography;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.Storing;

/// <summary>The key under which secrets count in fingerprints, kept in the folder for state where only its owner may read it.</summary>
/// <param name="Refusal">Why the key that lies there is not used, as a clause: <c>it can be read by others</c>; null where it is, or there is none.</param>
internal sealed record SecretKey(byte[] Bytes, string? Refusal)
{
    private const int Length = 32;
    private const UnixFileMode ForOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>That of a folder, made if there is none; where the folder cannot be written, or the one that is there is nobody's secret, one that lasts as long as the process.</summary>
    public static SecretKey In(string stateFolder)
    {
        using var disk = new StoreDisk();
        return In(stateFolder, disk);
    }

    /// <summary>Where it is.</summary>
    public static string PathIn(string stateFolder) => Path.Combine(stateFolder, "secret.key");

    internal static SecretKey In(string stateFolder, IStoreDisk disk)
    {
        var path = PathIn(stateFolder);
        try
        {
            if (WhyNotSecret(path) is { } why)
                return new(RandomNumberGenerator.GetBytes(Length), why);

            return new(Find(path, disk) ?? Make(stateFolder, path, disk), null);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return new(RandomNumberGenerator.GetBytes(Length), null);
        }
    }

    // Who else has read it can tell a secret from its fingerprint by trying; who has made it may have done so too.
    private static string? WhyNotSecret(string path)
    {
        if (FileState.OwnerOf(path, out var isLink) is not { } found)
            return null;
        if (isLink)
            return "it is a link";
        if (!CurrentUser.Owns(found.Owner))
            return $"it belongs to another user ({found.Owner})";

        return (found.Mode & ForOthers) == 0 ? null : "other users can read or write it";
    }

    private static byte[]? Find(string path, IStoreDisk disk) => disk.Read(path, 0, Length + 1) is { Length: Length } key ? key : null;

    // The first process to rename wins; the second reads the key that the first wrote.
    private static byte[] Make(string stateFolder, string path, IStoreDisk disk)
    {
        var paths = StorePaths.Of(stateFolder);
        StateFolder.Make(stateFolder, disk);
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
