namespace Dag.Interpreter.Runtime.Disk;

/// <summary>All that lies below a folder, whatever its names: .NET cannot ask for what is not UTF-8.</summary>
internal static class FolderTree
{
    /// <summary>In bytes; of what cannot be looked into nothing.</summary>
    public static long SizeOf(string path)
    {
        if (!OperatingSystem.IsLinux())
            return new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

        try
        {
            using var folder = ListedFolder.OpenItself(path);
            return SizeOf(folder);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return 0;
        }
    }

    /// <summary>With the folder itself.</summary>
    /// <exception cref="IOException">Not all of it can be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be read.</exception>
    public static void Delete(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            using var folder = ListedFolder.OpenItself(path);
            DeleteIn(folder);
        }

        Directory.Delete(path, recursive: true);
    }

    private static long SizeOf(ListedFolder folder)
    {
        var size = 0L;
        foreach (var item in folder.Items())
        {
            if (item.Kind == FileKind.File)
                size += folder.LengthOf(item);
            else if (item.Kind == FileKind.Folder)
                size += SizeWithin(folder, item);
        }

        return size;
    }

    private static long SizeWithin(ListedFolder folder, FolderItem item)
    {
        try
        {
            using var inner = folder.Open(item);
            return inner is null ? 0 : SizeOf(inner);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return 0;
        }
    }

    private static void DeleteIn(ListedFolder folder)
    {
        foreach (var item in folder.Items())
        {
            if (item.Kind == FileKind.Folder)
            {
                using var inner = folder.Open(item);
                if (inner is not null)
                    DeleteIn(inner);
            }

            folder.Delete(item);
        }
    }
}
