using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// The folder for state as a whole. It is used where it is the user's own, or one that he trusts, and where no link in it leads elsewhere: what is written, deleted and
/// handed out as a product would be somebody else's. Where dag makes it, git and programs that make backups are told to leave it out.
/// </summary>
public static class StateFolder
{
    private const string Private = "private";
    private const string Published = "published";
    private const string Copies = "copies";

    private static readonly string[] Own = ["store", "runs", Private, Published, Copies, "code", "history", "secret.key", ".gitignore", "CACHEDIR.TAG"];

    // What programs look for that make backups.
    private static ReadOnlySpan<byte> Tag => "Signature: 8a477f597d28d172789f06886806bc55\n# Products and journals of dag: it makes them again.\n"u8;

    /// <summary>Why a folder is not to be used.</summary>
    public abstract record Doubt
    {
        private Doubt()
        {
        }

        /// <param name="List">Where a line would say that it is trusted.</param>
        public sealed record OfAnother(string Folder, uint Owner, string List) : Doubt;

        /// <summary>A link in the place of a folder for state leads to a folder with other things in it.</summary>
        public sealed record LeadsElsewhere(string Link, string Target) : Doubt;

        /// <summary>A folder within it is a link.</summary>
        public sealed record HasLink(string Link, string Target) : Doubt;
    }

    /// <summary>The folder for what secrets stand in while a trial runs.</summary>
    public static string PrivateIn(string folder) => Path.Combine(folder, Private);

    /// <summary>The folder that says what was last published where.</summary>
    public static string PublishedIn(string folder) => Path.Combine(folder, Published);

    /// <summary>The folder for copies of products that a run prints the paths of.</summary>
    public static string CopiesIn(string folder) => Path.Combine(folder, Copies);

    /// <summary>Null where it may be used, or is not there.</summary>
    /// <param name="isNamed">Whether the user has named it, so that it may be a link to any folder.</param>
    public static Doubt? Find(string folder, bool isNamed)
    {
        if (FileState.OwnerOf(folder, out var isLink) is not { } found)
            return null;

        var real = folder;
        if (isLink && new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) is { } target)
        {
            real = target.FullName;
            if (!isNamed && Directory.Exists(real) && !HasOnlyOwn(real))
                return new Doubt.LeadsElsewhere(folder, real);
        }

        foreach (var each in real == folder ? [found.Owner] : new[] { found.Owner, FileState.OwnerOf(real, out _)?.Owner ?? found.Owner })
        {
            if (!CurrentUser.Owns(each) && !TrustedFolders.Has(folder) && !TrustedFolders.Has(real))
                return new Doubt.OfAnother(folder, each, TrustedFolders.OwnList);
        }

        return null;
    }

    /// <summary>Null where none of the folders that are written to and cleared is a link.</summary>
    public static Doubt.HasLink? FindLink(string folder)
    {
        var paths = StorePaths.Of(folder);
        foreach (var inner in (ReadOnlySpan<string>)[paths.Folder, Path.Combine(folder, "runs"), PrivateIn(folder), PublishedIn(folder), CopiesIn(folder), paths.Objects, paths.Placed, paths.Temporary, paths.Snapshots])
        {
            if (new FileInfo(inner).LinkTarget is { } target)
                return new(inner, target);
        }

        return null;
    }

    /// <summary>Makes the folder where it is not there, and marks one that is its own and has no store yet. Who cannot write it hears of it when something is to be stored.</summary>
    public static void Make(string folder)
    {
        using var disk = new StoreDisk();
        Make(folder, disk);
    }

    internal static void Make(string folder, IStoreDisk disk)
    {
        if (Directory.Exists(StorePaths.Of(folder).Folder))
            return;

        DiskError.BestEffort(() =>
        {
            if (Directory.Exists(folder) && !HasOnlyOwn(folder))
                return;

            if (!Directory.Exists(folder))
                Directory.CreateDirectory(Path.GetDirectoryName(folder) ?? folder);
            disk.CreateFolder(folder);
            Mark(Path.Combine(folder, ".gitignore"), "*\n"u8, disk);
            Mark(Path.Combine(folder, "CACHEDIR.TAG"), Tag, disk);
        });
    }

    private static void Mark(string path, ReadOnlySpan<byte> text, IStoreDisk disk)
    {
        if (!Path.Exists(path))
            disk.Create(path, text);
    }

    private static bool HasOnlyOwn(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).All(entry => Own.Contains(Path.GetFileName(entry)));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return false;
        }
    }
}
