using System.Security.Cryptography;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>The key under which secrets count in fingerprints, kept in the folder for state where only its owner may read it.</summary>
public static class SecretKey
{
    private const int Length = 32;

    /// <summary>That of a folder, made if there is none; where the folder cannot be written, one that lasts as long as the process.</summary>
    public static byte[] In(string folder)
    {
        var path = Path.Combine(folder, "secret.key");
        try
        {
            if (Read(path) is { } known)
                return known;

            // The first to rename wins, and whoever comes second reads what the first wrote.
            Directory.CreateDirectory(folder);
            var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
            using (var file = Create(temporary))
                file.Write(RandomNumberGenerator.GetBytes(Length));
            Settle(temporary, path);
            return Read(path) ?? RandomNumberGenerator.GetBytes(Length);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return RandomNumberGenerator.GetBytes(Length);
        }
    }

    private static byte[]? Read(string path)
    {
        if (!File.Exists(path))
            return null;

        var key = File.ReadAllBytes(path);
        return key.Length == Length ? key : null;
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }

    // A key of another length is a torn one: it has never been in any fingerprint.
    private static void Settle(string temporary, string path)
    {
        try
        {
            File.Move(temporary, path, overwrite: File.Exists(path) && new FileInfo(path).Length != Length);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
