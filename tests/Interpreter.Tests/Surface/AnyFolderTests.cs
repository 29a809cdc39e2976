using System.Runtime.Versioning;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.State.UpToDate;
using Dag.Interpreter.Tests.Storing;

namespace Dag.Interpreter.Tests.Surface;

/// <summary>Folders of random names, with anything in them: nothing is left out, nothing but files is opened, every change counts.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AnyFolderTests
{
    private const int Folders = 25;

    [Fact]
    public void Files_finds_every_file_by_its_bytes_and_no_pipe_and_each_can_be_read()
    {
        for (var seed = 0; seed < Folders; seed++)
        {
            using var any = new AnyFolder(seed, withSpecial: true);
            any.Folder.Files().Select(file => (Path.GetRelativePath(any.Path, file.Path), file.ReadText())).ShouldBe(any.Files.Select(file => (file.Key, file.Value)), $"seed {seed}");
        }
    }

    [Fact]
    public void A_change_of_any_file_and_of_any_byte_of_a_name_is_another_content_and_another_witness()
    {
        for (var seed = 0; seed < Folders; seed++)
        {
            using var any = new AnyFolder(seed, withSpecial: true);
            var clock = new Later();
            var seen = new List<(string Content, string? Witness)> { Look() };
            foreach (var (file, text) in any.Files.ToList())
            {
                any.Write(file, text + " ");
                seen.Add(Look());
                // Another byte in the place of the last one, unless there is such a name.
                byte[] renamed = [.. PathBytes.Of(file)[..^1], (byte)(PathBytes.Of(file)[^1] ^ 1)];
                if (renamed[^1] is 0 or (byte)'/' or (byte)'.' || FileState.KindItself(Path.Combine(any.Path, PathBytes.TextOf(renamed))) != FileKind.None)
                    continue;

                RawFile.Rename(Path.Combine(any.Path, file), Path.Combine(any.Path, PathBytes.TextOf(renamed)));
                seen.Add(Look());
            }

            seen.Distinct().Count().ShouldBe(seen.Count, $"seed {seed}");

            (string, string?) Look() => (any.Folder.ContentHash, FolderStamp.Of(any.Folder, clock)?.Digest);
        }
    }

    [Fact]
    public void A_pipe_counts_as_what_it_is_and_is_never_opened()
    {
        using var any = Enumerable.Range(0, 100).Select(seed => new AnyFolder(seed, withSpecial: true)).First(folder => folder.Special.Count > 0);
        var before = any.Folder.ContentHash;
        RawFile.Rename(Path.Combine(any.Path, any.Special[0]), Path.Combine(any.Path, "..") + "/aside");
        var without = any.Folder.ContentHash;

        without.ShouldNotBe(before);
    }

    [Fact]
    public void A_folder_comes_out_of_the_store_as_it_was_whatever_its_names()
    {
        for (var seed = 0; seed < Folders; seed++)
        {
            using var any = new AnyFolder(seed, withSpecial: false);
            using var shelf = new Shelf();
            var content = Shelf.ContentOf(any.Folder);
            using (var store = shelf.Open())
                Shelf.Keep(store, "folder", any.Folder).ShouldBeOfType<StoreResult.Kept>();
            using (var other = shelf.Open())
                Shelf.Find<DagFolder>(other, "folder").ShouldBe(content, $"seed {seed}");
            FolderTree.Delete(Path.Combine(shelf.Store, "placed"));
        }
    }

    [Fact]
    public void A_folder_with_a_pipe_is_not_stored_and_the_pipe_is_named()
    {
        using var any = Enumerable.Range(0, 100).Select(seed => new AnyFolder(seed, withSpecial: true)).First(folder => folder.Special.Count > 0);
        using var shelf = new Shelf();
        using var store = shelf.Open();
        var pipe = any.Special.Order(StringComparer.Ordinal).First();

        Shelf.Keep(store, "folder", any.Folder).ShouldBe(new StoreResult.Unstorable($"'{PathBytes.Shown(pipe)}' in the folder is a named pipe; only files, folders and links can be stored", IsOfEntry: true));
    }

    [Fact]
    public void What_lies_deeper_than_the_system_takes_in_one_piece_counts()
    {
        var root = Directory.CreateTempSubdirectory("dag-deep-").FullName;
        try
        {
            // In two steps, each of which is short enough for the system.
            var (step, rest) = (Path.Combine([root, .. Enumerable.Repeat(new string('d', 250), 12)]), Path.Combine([.. Enumerable.Repeat(new string('d', 250), 8)]));
            Directory.CreateDirectory(step);
            using var near = RawFile.TryOpenFolder(step).ShouldNotBeNull();
            var deep = $"/proc/self/fd/{near.DangerousGetHandle()}/{rest}";
            Directory.CreateDirectory(deep);
            File.WriteAllText(deep + "/f", "old");
            var folder = DagFolder.Of(root);
            var (before, file) = (folder.ContentHash, folder.Files().ShouldHaveSingleItem());
            (file.Path, file.ReadText(), file.Length).ShouldBe((Path.Combine(step, rest, "f"), "old", 3));
            Encoding.UTF8.GetByteCount(file.Path).ShouldBeGreaterThan(PathBytes.Longest);

            File.WriteAllText(deep + "/f", "new");
            folder.ContentHash.ShouldNotBe(before);
        }
        finally
        {
            FolderTree.Delete(root);
        }
    }

    // What was written just now is as good as old.
    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromMinutes(1);
    }
}
