using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Publishing;

/// <summary>Copies of folders: files with the rights of new ones, links of the folder as links, empty folders.</summary>
internal static class FolderCopy
{
    /// <exception cref="IOException">It contains something other than files, folders and links, or the disk refuses.</exception>
    public static void Make(DagFolder folder, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in folder.Entries())
        {
            var target = Path.Combine(to, entry.Path);
            RawFile.CreateFolder(entry is FolderEntry.Empty ? target.TrimEnd('/') : Path.GetDirectoryName(target) ?? to);
            if (entry is FolderEntry.Content content && folder.File(content.Path) is var file)
                WritableCopy.Make(file.Path, target, file.MayBeExecuted);
            else if (entry is FolderEntry.Link { LeadsOut: true } stray)
                throw new IOException($"its link '{PathBytes.Shown(stray.Path)}' points outside the folder, to '{PathBytes.Shown(stray.Target)}'");
            else if (entry is FolderEntry.Link link)
                RawFile.CreateLink(link.Target, target);
            else if (entry is FolderEntry.Special(var name, var kind))
                throw new IOException($"'{PathBytes.Shown(name)}' in it is {FileKinds.Describe(kind)}");
        }
    }
}
