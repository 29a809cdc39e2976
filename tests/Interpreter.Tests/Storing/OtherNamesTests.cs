using System.Diagnostics;
using System.Runtime.Versioning;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>A file of somebody's own that a trial gave another name to, or leads to by a link, is copied: neither its rights nor its content are the store's.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class OtherNamesTests : IDisposable
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    private readonly Shelf shelf = new();
    private readonly string own;

    public OtherNamesTests()
    {
        own = shelf.Written("own.txt", "own").Path;
        File.SetUnixFileMode(own, Mode);
        Directory.CreateDirectory(Path.Combine(shelf.Trials, "t"));
    }

    public void Dispose() => shelf.Dispose();

    [Fact]
    public void A_product_with_another_name()
    {
        Link(own, Path.Combine(shelf.Trials, "t", "out"));
        Keep(DagFile.Of(Path.Combine(shelf.Trials, "t", "out")));
    }

    [Fact]
    public void A_file_with_another_name_in_a_folder()
    {
        Directory.CreateDirectory(Path.Combine(shelf.Trials, "t", "out", "in"));
        Link(own, Path.Combine(shelf.Trials, "t", "out", "in", "a"));
        Keep(DagFolder.Of(Path.Combine(shelf.Trials, "t", "out")));
    }

    [Fact]
    public void A_link_to_a_file()
    {
        File.CreateSymbolicLink(Path.Combine(shelf.Trials, "t", "out"), own);
        Keep(DagFile.Of(Path.Combine(shelf.Trials, "t", "out")));
    }

    [Fact]
    public void A_link_to_the_folder_it_lies_in()
    {
        var folder = Directory.CreateDirectory(Path.Combine(shelf.Folder, "folder")).FullName;
        File.Move(own, Path.Combine(folder, "own.txt"));
        Directory.CreateSymbolicLink(Path.Combine(shelf.Trials, "t", "out"), folder);
        Keep(DagFolder.Of(Path.Combine(shelf.Trials, "t", "out")), Path.Combine(folder, "own.txt"));
    }

    private void Keep<T>(T product, string? path = null)
    {
        path ??= own;
        using var store = shelf.Open();
        Shelf.Keep(store, "product", product).ShouldBeOfType<StoreResult.Kept>();
        File.GetUnixFileMode(path).ShouldBe(Mode);
        File.AppendAllText(path, " edited");
        store.Care.Verify().ShouldBeEmpty();
    }

    private static void Link(string from, string to)
    {
        using var process = Process.Start("ln", [from, to]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}
