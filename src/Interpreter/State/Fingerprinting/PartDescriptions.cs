using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>What people are told of a part that is made of several things: each by a name and a digest of its own. Nothing of it counts.</summary>
internal static class PartDescriptions
{
    // Of a folder of more only its folders are known: what is written down of it is written for each task that it is given to.
    private const int MostFiles = 1000;

    public static FingerprintPart Of(string name, string content) => new(name, Fingerprint.Of(Encoding.UTF8.GetBytes(content)).Digits[..16]);

    /// <summary>The part of members that have one name, and each of them by itself.</summary>
    public static FingerprintPart OfCode(FingerprintPart part, string name, IReadOnlyList<CodeMember> members) => part with
    {
        Name = name.Length == 0 ? "code" : $"code: {members[0].Title}",
        Kind = PartKind.Code,
        At = members[0].At,
        Within = members.Select(member => Of(member.Head, string.Join('\n', member.Tokens)) with { At = member.At }).ToEquatableList(),
    };

    /// <summary>The files that a value leads to, those of a folder by their paths in it; none for a file alone, which is said by its own path.</summary>
    public static EquatableList<FingerprintPart> OfFiles<T>(T value, List<(string Path, string Identity)> files)
        => value is DagFile ? [] : files.Count > MostFiles ? OfFolders(value as DagFolder, files) : files.Select(file => new FingerprintPart(NameOf(file.Path, value as DagFolder), file.Identity[..16] + file.Identity[64..])).ToEquatableList();

    private static EquatableList<FingerprintPart> OfFolders(DagFolder? folder, List<(string Path, string Identity)> files)
    {
        if (folder is null)
            return [];

        var parts = files.GroupBy(file => FolderOf(NameOf(file.Path, folder))).Select(group => Of(group.Key, string.Join('\n', group.Select(file => $"{file.Identity} {file.Path}")))).ToEquatableList();
        return parts.Count > MostFiles ? [] : parts;
    }

    // The whole of a folder that a program has made for itself, or else the first on the way.
    private static string FolderOf(string path)
    {
        var end = BuildFolders.Find(path) is { } made ? $"/{path}".IndexOf($"/{made}/", StringComparison.Ordinal) + made.Length : path.IndexOf('/');
        return end < 0 ? path : path[..(end + 1)];
    }

    private static string NameOf(string path, DagFolder? folder) => PathBytes.Shown(folder is null ? path : Path.GetRelativePath(folder.Path, path));
}
