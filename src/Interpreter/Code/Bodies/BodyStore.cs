using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// Compiled C# on disk by the digest of what it was made from. What is loaded runs, so it is looked for in two places alone: in the folder that came with
/// the program, and in one that this user owns and nobody else may look into. Where there is no such folder nothing is kept, and nobody fails for it.
/// </summary>
/// <param name="folder">The user's own; null: nothing is kept.</param>
public sealed class BodyStore(string? folder, string? shippedFolder = null, TimeProvider? clock = null)
{
    /// <summary>How many bytes are kept; above it what was used longest ago goes.</summary>
    internal const long Bound = 128L << 20;

    // A start writes nothing for a unit that is used every day.
    private static readonly TimeSpan UseCounts = TimeSpan.FromDays(1);

    // A younger one may be on its way to its own name.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    private DateTimeOffset Now => (clock ?? TimeProvider.System).GetUtcNow();

    /// <summary>Writes a unit into a folder that is to lie beside the program.</summary>
    internal static void Ship(string folder, string key, CompiledImage image)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, key), image.ToBytes());
    }

    internal CompiledImage? Find(string key) => FindShipped(key) ?? FindOwn(key);

    /// <summary>Null, or why it could not be kept.</summary>
    internal string? Save(string key, CompiledImage image)
    {
        if (folder is null)
            return "there is no home folder";

        try
        {
            PrivateFolder.Make(folder);
            using var own = PrivateFolder.TryOpen(folder, out var reason);
            if (own is null)
                return reason ?? $"'{folder}' was removed";

            own.Write(key, image.ToBytes());
            Shrink(own);
            return null;
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentException)
        {
            return refused.Message;
        }
    }

    /// <summary>What is kept of the user's own, by name, size and last use; and why nothing is, where that is so.</summary>
    public (IReadOnlyList<CompiledFile> Files, string? Reason) Contents()
    {
        if (folder is null)
            return ([], "there is no home folder");

        using var own = PrivateFolder.TryOpen(folder, out var reason);
        return (own is null ? [] : FilesOf(own), reason);
    }

    /// <summary>Deletes those that were not used since a time, and gives them.</summary>
    public IReadOnlyList<CompiledFile> Delete(DateTimeOffset until)
    {
        var old = Contents().Files.Where(file => file.Used < until).ToList();
        return old.FindAll(file => PrivateFolder.TryDelete(file.Path));
    }

    private CompiledImage? FindShipped(string key)
    {
        try
        {
            return shippedFolder is not null && Path.Combine(shippedFolder, key) is var path && File.Exists(path) ? CompiledImage.Of(RawFile.ReadAll(path)) : null;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return null;
        }
    }

    private CompiledImage? FindOwn(string key)
    {
        if (folder is null)
            return null;

        using var own = PrivateFolder.TryOpen(folder, out _);
        if (own?.TryRead(key) is not var (content, written) || CompiledImage.Of(content) is not { } image)
            return null;

        if (Now - written > UseCounts)
            own.Touch(key, Now);
        return image;
    }

    private static List<CompiledFile> FilesOf(PrivateFolder own)
        => own.Files().Where(file => !file.Name.EndsWith(".tmp", StringComparison.Ordinal)).Select(file => new CompiledFile(file.FullName, file.Length, file.LastWriteTimeUtc)).ToList();

    private void Shrink(PrivateFolder own)
    {
        var abandoned = (Now - Grace).UtcDateTime;
        foreach (var file in own.Files().Where(file => file.Name.EndsWith(".tmp", StringComparison.Ordinal) && file.LastWriteTimeUtc < abandoned).ToList())
            PrivateFolder.TryDelete(file.FullName);

        var files = FilesOf(own);
        var bytes = files.Sum(file => file.Bytes);
        foreach (var file in files.OrderBy(file => file.Used))
        {
            if (bytes <= Bound)
                return;
            if (PrivateFolder.TryDelete(file.Path))
                bytes -= file.Bytes;
        }
    }
}
