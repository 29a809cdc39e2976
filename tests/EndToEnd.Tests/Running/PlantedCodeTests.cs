using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// Attacks with compiled code: somebody else's assembly lies under the key of a harmless program's, its names made to fit and its checksum right. Whoever has it run writes a file.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlantedCodeTests : IDisposable
{
    private const string Harmless = "type T of int where value > 0\ntask a { option o: T = 3; product Text; run => \"hello\" }\n";

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[][] Commands =
    [
        ["check", "v.dag"], ["query", "v.dag", "all"], ["graph", "v.dag"], ["plan", "v.dag", "a"], ["help", "v.dag"], ["run", "v.dag", "a"], ["check", "--no-run-code", "v.dag"], ["test", "v.dag"],
    ];

    private readonly DagProcess dag = new DagProcess().With("v.dag", Harmless);
    private readonly string key;
    private readonly byte[] planted;

    public PlantedCodeTests()
    {
        using var evil = new DagProcess().With("v.dag", $$"""
            type T of int where E.F(value)
            code { class E { public static bool F(int v) { System.IO.File.WriteAllText("{{Pwned}}", "x"); return true; } } }
            task a { option o: T = 3; product Text; run => "hello" }
            """);
        evil.Run("check", "v.dag").Exit.ShouldBe(0);
        dag.Run("check", "v.dag").Exit.ShouldBe(0);
        File.Delete(Pwned);
        var (theirs, ours) = (Directory.GetFiles(CodeIn(evil.Home)).ShouldHaveSingleItem(), Directory.GetFiles(CodeIn(dag.Home)).ShouldHaveSingleItem());
        key = Path.GetFileName(ours);
        planted = Rekeyed(File.ReadAllBytes(theirs), Path.GetFileName(theirs), key);
        Directory.Delete(CodeIn(dag.Home), recursive: true);
    }

    private string Pwned => Path.Combine(dag.Folder, "pwned");

    [Fact]
    public void In_the_users_own_folder_it_would_run_which_is_why_nobody_else_may_write_there()
    {
        Directory.CreateDirectory(CodeIn(dag.Home), Private);
        File.WriteAllBytes(Path.Combine(CodeIn(dag.Home), key), planted);

        dag.Run("check", "v.dag");

        File.Exists(Pwned).ShouldBeTrue();
    }

    [Theory]
    [InlineData(".dag/code")]
    [InlineData("shared/code")]
    [InlineData("code")]
    [InlineData(".cache/dag/code")]
    public void What_a_checkout_or_a_shared_folder_brings_is_never_run(string place)
    {
        Plant(Path.Combine(dag.Folder, place));
        var variables = new Dictionary<string, string> { ["DAG_CACHE"] = Path.Combine(dag.Folder, "shared") };

        Commands.Select(words => Ran(place == "shared/code" ? variables : [], words)).ShouldAllBe(ran => !ran);
    }

    [Fact]
    public void A_folder_that_is_named_by_a_relative_path_is_passed_over()
    {
        Plant(Path.Combine(dag.Folder, "cache/dag/code"), Private);

        Ran(new() { ["XDG_CACHE_HOME"] = "cache", ["HOME"] = dag.Home }, ["check", "v.dag"]).ShouldBeFalse();
        Directory.GetFiles(CodeIn(Path.Combine(dag.Home, ".cache"))).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("dag")]
    [InlineData("dag/code")]
    public void A_link_in_the_place_of_the_users_folder_is_not_followed(string link)
    {
        Plant(Path.Combine(dag.Folder, "elsewhere/dag/code"), Private);
        Directory.Delete(Path.Combine(dag.Home, "dag"), recursive: true);
        if (link == "dag/code")
            Directory.CreateDirectory(Path.Combine(dag.Home, "dag"), Private);
        Directory.CreateSymbolicLink(Path.Combine(dag.Home, link), Path.Combine(dag.Folder, "elsewhere", link));

        Ran([], ["check", "v.dag"]).ShouldBeFalse();
        dag.Run("cache", "info").Output.ShouldContain($"compiled C# is not cached: '{Path.Combine(dag.Home, link)}' is a link, or cannot be opened as a folder");
    }

    [Theory]
    [InlineData("dag/code", UnixFileMode.GroupRead | UnixFileMode.OtherRead, "read")]
    [InlineData("dag/code", UnixFileMode.OtherWrite, "write to")]
    [InlineData("dag", UnixFileMode.GroupWrite, "write to")]
    public void A_folder_that_others_can_reach_is_not_read(string folder, UnixFileMode others, string what)
    {
        Plant(CodeIn(dag.Home), Private);
        File.SetUnixFileMode(Path.Combine(dag.Home, folder), Private | others);

        Ran([], ["check", "v.dag"]).ShouldBeFalse();
        dag.Run("cache", "info").Output.ShouldContain($"compiled C# is not cached: other users can {what} '{Path.Combine(dag.Home, folder)}': use chmod 700");
    }

    [Fact]
    public void A_file_that_others_may_write_to_is_compiled_again()
    {
        Plant(CodeIn(dag.Home), Private);
        File.SetUnixFileMode(Path.Combine(CodeIn(dag.Home), key), UnixFileMode.UserRead | UnixFileMode.OtherWrite);

        Ran([], ["check", "v.dag"]).ShouldBeFalse();
    }

    [Fact]
    public void Nor_is_it_run_in_the_place_of_the_core_for_a_file_without_any_csharp()
    {
        using var evil = new DagProcess().With("core.dag", $$"""
            type Natural of int where E.F(value)
            code { class E { public static bool F(int v) { System.IO.File.WriteAllText("{{Pwned}}", "x"); return true; } } }
            task a { option o: Natural = 3; product Text; run => "hello" }
            """);
        evil.Run("check", "core.dag").Exit.ShouldBe(0);
        File.Delete(Pwned);
        dag.With("v.dag", "task a { option n: Natural = 3; product Text; run sh \"echo hello\" }\n");
        dag.Run("check", "v.dag").Exit.ShouldBe(0);
        // The program brings the core compiled, and so caches nothing of it.
        var unit = Directory.GetFiles(CodeIn(evil.Home)).ShouldHaveSingleItem();
        var core = Directory.GetFiles(Path.Combine(DagProcess.Published, "code")).Select(path => Path.GetFileName(path)).Single(name => name != "made");
        Directory.CreateDirectory(Path.Combine(dag.Folder, ".dag/code"), Private);
        File.WriteAllBytes(Path.Combine(dag.Folder, ".dag/code", core), Rekeyed(File.ReadAllBytes(unit), Path.GetFileName(unit), core));

        Commands.Select(words => Ran([], words)).ShouldAllBe(ran => !ran);
    }

    public void Dispose() => dag.Dispose();

    private static string CodeIn(string cache) => Path.Combine(cache, "dag", "code");

    private void Plant(string folder, UnixFileMode mode = Private | UnixFileMode.GroupRead | UnixFileMode.OtherRead)
    {
        Directory.CreateDirectory(folder, mode);
        File.WriteAllBytes(Path.Combine(folder, key), planted);
        File.SetUnixFileMode(Path.Combine(folder, key), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private bool Ran(Dictionary<string, string> variables, string[] words)
    {
        dag.RunWith(variables, words).Exit.ShouldBe(0, string.Join(' ', words));
        return File.Exists(Pwned);
    }

    // The names of assembly and module are made of the key.
    private static byte[] Rekeyed(byte[] file, string from, string to)
    {
        var content = Replaced(Replaced(file[32..], Encoding.UTF8.GetBytes(from[..16]), Encoding.UTF8.GetBytes(to[..16])), Encoding.Unicode.GetBytes(from[..16]), Encoding.Unicode.GetBytes(to[..16]));
        return [.. SHA256.HashData(content), .. content];
    }

    private static byte[] Replaced(byte[] bytes, byte[] from, byte[] to)
    {
        for (var at = bytes.AsSpan().IndexOf(from); at >= 0; at = bytes.AsSpan().IndexOf(from))
            to.CopyTo(bytes, at);
        return bytes;
    }
}
