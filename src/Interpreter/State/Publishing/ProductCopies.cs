using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.State.Publishing;

/// <summary>
/// Copies of files and folders that a run prints the paths of, by their content: what lies in the store is read-only, and a copy that somebody makes of it by hand would be too.
/// </summary>
internal sealed class ProductCopies(string stateFolder)
{
    // In bytes. Larger ones would take too long and too much room where the disk cannot share content.
    private const long Largest = 64 << 20;

    private readonly string folder = StateFolder.CopiesIn(stateFolder);

    /// <summary>Where a product's copy belongs; null for what is too large, and for what is no file or folder.</summary>
    /// <param name="name">What it is called there.</param>
    public string? FindPlace(ClrValue product, ContentDigest? content, string name)
    {
        if (content is null || !IsSmall(product.Raw))
            return null;

        var id = Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes($"{content.Digits}\n{name}")).Digits;
        return Path.Combine(folder, id[..2], id[2..32], name);
    }

    /// <summary>Deletes those that were made before a time.</summary>
    public void Delete(DateTimeOffset until)
    {
        if (!Directory.Exists(folder) || new DirectoryInfo(folder).LinkTarget is not null)
            return;

        DiskError.BestEffort(() =>
        {
            foreach (var each in Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateDirectories).Where(each => Directory.GetLastWriteTimeUtc(each) < until.UtcDateTime).ToList())
                FolderTree.Delete(each);
        });
    }

    private static bool IsSmall(object? product)
    {
        try
        {
            return product switch
            {
                DagFile file => file.Length <= Largest,
                DagFolder made => made.Files().Sum(file => file.Length) <= Largest,
                _ => false,
            };
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return false;
        }
    }
}
