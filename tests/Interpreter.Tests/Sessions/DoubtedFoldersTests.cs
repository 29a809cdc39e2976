using System.Diagnostics;
using System.Runtime.Versioning;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Storing;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>A folder for state that somebody else may have written is said before anything runs, with what to do about it, and nothing in it is touched or told.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DoubtedFoldersTests : IDisposable
{
    private const string Hint = "remove the link, or choose another folder with --cache FOLDER or DAG_CACHE";

    private readonly string folder = Directory.CreateTempSubdirectory("dag-doubted-").FullName;

    private string State => Path.Combine(folder, ".dag");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [AsRootFact]
    public async Task One_of_another_user_is_refused_until_it_is_trusted()
    {
        (await RunAsync()).ShouldBe("Succeeded");
        Give(State, "4711");
        var list = Path.GetDirectoryName(TrustedFolders.OwnList);
        var wrong = $"""
            EngineFailed
            DAG6015 state folder '/.dag' belongs to another user (4711) and is not used
            to trust it: mkdir -p '{list}' && echo '/.dag' >> '{TrustedFolders.OwnList}'; or choose your own with --cache FOLDER
            """;
        (await RunAsync()).ShouldBe(wrong);
        using (var engine = Open())
            (engine.FindUpToDate(Path.Combine(folder, "main.dag"), new([], [], 1, false)), engine.HistoryOf(Path.Combine(folder, "main.dag")).Names.Count).ShouldBe((null, 0));
        Directory.GetFiles(Path.Combine(State, "runs"), "*.jsonl").Length.ShouldBe(1);

        Environment.SetEnvironmentVariable("DAG_TRUSTED", State);
        var trusted = await RunAsync();
        Environment.SetEnvironmentVariable("DAG_TRUSTED", null);
        trusted.ShouldBe("Succeeded");
    }

    [Fact]
    public async Task A_link_to_a_folder_of_ones_own_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(folder, "own"));
        File.WriteAllText(Path.Combine(folder, "own", "thesis"), "mine");
        Directory.CreateSymbolicLink(State, Path.Combine(folder, "own"));
        (await RunAsync()).ShouldBe($"EngineFailed\nDAG6016 cannot use '/.dag' as state folder: it is a link to '/own', which contains other files\n{Hint}");
        (Directory.Exists(Path.Combine(folder, "own", "store")), Directory.Exists(Path.Combine(folder, "own", "runs"))).ShouldBe((false, false));
    }

    [Fact]
    public async Task A_link_within_it_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(State, "store"));
        Directory.CreateSymbolicLink(Path.Combine(State, "store", "placed"), "../..");
        (await RunAsync()).ShouldBe($"EngineFailed\nDAG6021 cannot use the state folder: '/.dag/store/placed' in it is a link to '../..'\n{Hint}");
    }

    [Fact]
    public async Task A_key_that_others_may_read_is_not_used_and_the_run_goes_on()
    {
        Directory.CreateDirectory(State);
        File.WriteAllBytes(Path.Combine(State, "secret.key"), new byte[32]);
        File.SetUnixFileMode(Path.Combine(State, "secret.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        (await RunAsync("task a { option key: Secret = \"x\"; product Number; run => 1 }")).ShouldBe("""
            Succeeded
            DAG6017 the key file '/.dag/secret.key' is not used: other users can read or write it
            delete it: dag creates a new one that only you can read; until then, tasks that depend on secrets always run
            """);
    }

    private async Task<string> RunAsync(string program = "task a { product Number; cache disk; run => 1 }")
    {
        var file = Path.Combine(folder, "main.dag");
        File.WriteAllText(file, program);
        using var engine = Open();
        var result = await engine.RunAsync(engine.Read(file).Program.ShouldNotBeNull(), new([], [], 1, false), null, CancellationToken.None);
        return string.Join('\n', [$"{result.End}", .. result.Diagnostics.Select(said => $"{said.Code} {said.Message.Replace(folder, "")}\n{said.Hint?.Replace(folder, "")}")]);
    }

    private static DagEngine Open()
        => new(new(AppContext.BaseDirectory, null), new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), TimeProvider.System);

    private static void Give(string path, string owner)
    {
        using var process = Process.Start("chown", [owner, path]);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }

    /// <summary>A fact that only root can see to: who else may give a folder away.</summary>
    private sealed class AsRootFactAttribute : FactAttribute
    {
        public AsRootFactAttribute()
        {
            if (Environment.UserName != "root")
                Skip = "only root may give a folder to another user";
        }
    }
}
