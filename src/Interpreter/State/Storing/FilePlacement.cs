using System.Text.Json;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// Files and folders of products where those that read them find them: each in a folder called by its digest, under the name that it had. Nothing that an object
/// says is written outside of that folder, and nothing is written behind a link.
/// </summary>
/// <param name="isLeased">Whether placed files stay for as long as the store is open: clearing the store leaves them.</param>
internal sealed class FilePlacement(StorePaths paths, IStoreDisk disk, bool isLeased) : IDisposable
{
    private readonly Lock gate = new();
    private IDisposable? lease;
    private bool isAsked;

    public DagFile Place(StoredFile stored)
    {
        StoredNames.CheckName(stored.Name);
        StoredNames.CheckDigest(stored.Content);
        TakeLease();
        return PlaceFile(stored, []);
    }

    // Part by part; a folder with one part missing has another content, which is found out.
    public DagFolder Place(StoredFolder stored)
    {
        stored.Check();
        foreach (var file in stored.Files)
            StoredNames.CheckDigest(file.Content);
        TakeLease();
        var place = paths.Place(Fingerprint.Of(JsonSerializer.SerializeToUtf8Bytes(stored.WithTexts())).Digits, stored.Name);
        var made = new HashSet<string>(StringComparer.Ordinal);
        MakeFolder(place, made);
        foreach (var file in stored.Files)
            PlaceWithin(place, file, made);
        foreach (var link in stored.Links)
            PlaceWithin(place, link, made);
        foreach (var empty in stored.Empty)
            MakeFolder(Path.Combine(place, empty.TrimEnd('/')), made);
        return DagFolder.Of(place);
    }

    public void Dispose() => lease?.Dispose();

    private void TakeLease()
    {
        if (!isLeased || isAsked)
            return;

        lock (gate)
        {
            if (!isAsked)
                lease = disk.Share(paths.PlacedLock);
            isAsked = true;
        }
    }

    private DagFile PlaceFile(StoredFile stored, HashSet<string> made)
    {
        var place = paths.Place(stored.IsExecutable ? stored.Content + "x" : stored.Content, stored.Name);
        var file = DagFile.Of(place);
        if (IsThere(place, stored.Content, file))
            return file;

        // Not there yet, or another name of an object that was damaged and has been made again since.
        Put(place, made, temporary => PlaceAt(temporary, stored));
        if (file.ContentHash == stored.Content)
            return file;

        disk.Delete(place);
        disk.Delete(paths.Object(stored.Content));
        throw new JsonException($"'{place}' is not what was stored");
    }

    private static bool IsThere(string path, string content, DagFile file) => FileState.OfOwn(path) is not null && file.ContentHash == content;

    private void PlaceAt(string path, StoredFile stored)
    {
        var source = paths.Object(stored.Content);
        if (FileState.OfOwn(source) is null)
            throw new FileNotFoundException($"there is no object '{source}'", source);

        if (stored.IsExecutable)
            disk.Copy(source, path);
        else
            disk.Link(source, path);
        disk.MakeReadOnly(path);
        if (stored.IsExecutable)
            disk.MakeExecutable(path);
    }

    private void PlaceWithin(string place, StoredFile file, HashSet<string> made)
    {
        var inner = Path.Combine(place, file.Name);
        MakeFolder(Path.GetDirectoryName(inner) ?? place, made);
        if (!IsThere(inner, file.Content, DagFile.Of(inner)))
            Put(inner, made, temporary => disk.Link(PlaceFile(file with { Name = StepOf(Path.GetFileName(file.Name)) }, made).Path, temporary));
    }

    private void PlaceWithin(string place, StoredLink link, HashSet<string> made)
    {
        var inner = Path.Combine(place, link.Name);
        MakeFolder(Path.GetDirectoryName(inner) ?? place, made);
        if ((OperatingSystem.IsLinux() ? RawFile.FindLink(inner) : new FileInfo(inner).LinkTarget) != link.Target)
            Put(inner, made, temporary => disk.LinkTo(link.Target, temporary));
    }

    // It is only a step on the way there, which .NET must have a name for.
    private static string StepOf(string name) => PathBytes.IsUtf8(name) ? name : "file";

    private void Put(string path, HashSet<string> made, Action<string> make)
    {
        disk.CreateFolder(paths.Temporary);
        MakeFolder(Path.GetDirectoryName(path) ?? paths.Placed, made);
        AtomicFile.Write(disk, path, paths.NewTemporary(), make);
    }

    // What lies in the place of a folder below was put there by somebody else: to write behind a link is to write elsewhere.
    private void MakeFolder(string folder, HashSet<string> made)
    {
        if (!made.Add(folder))
            return;
        if (folder.Length <= paths.Placed.Length)
        {
            if (new FileInfo(paths.Placed).LinkTarget is { } target)
                throw new IOException($"'{paths.Placed}' is a link to '{target}', not a folder of dag");

            disk.CreateFolder(paths.Placed);
            return;
        }

        MakeFolder(Path.GetDirectoryName(folder) ?? paths.Placed, made);
        if (FileState.KindItself(folder) is not (FileKind.None or FileKind.Folder))
            disk.Delete(folder);
        disk.CreateFolder(folder);
    }
}
