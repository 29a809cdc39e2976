using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Tests.Bodies;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Caching;

/// <summary>What <c>cache auto</c> does with files: what it costs to store one is what has to be copied of it.</summary>
public sealed class FileProductsTests
{
    private const int Long = 200_000_000;

    [Fact]
    public async Task A_file_that_its_trial_left_is_stored_however_long_it_is()
        => (await KeptAsync($"task w {{ product File; run {{ var made = task.File(\"long\"); using (var file = System.IO.File.Create(made.Path)) file.SetLength({Long}); return made; }} }}"))
            .ShouldBe("cached on disk: took TIME to run, estimated TIME to store; storing took TIME; its files (190.7 MB) were not copied");

    [Fact]
    public async Task A_long_file_from_elsewhere_that_was_quickly_named_is_not_copied()
        => (await KeptAsync("task w { option path: Text = \"HERE/long\"; product File; run => DagFile.Of(path) }"))
            .ShouldBe("cached in memory only: took TIME to run, estimated TIME to store: 190.7 MB of its files would be copied");

    [Fact]
    public async Task A_folder_from_elsewhere_is_copied_where_its_task_says_so()
        => (await KeptAsync("task w { option path: Text = \"HERE/in\"; cache disk; product Folder; run => DagFolder.Of(path) }"))
            .ShouldBe("cached on disk: cache disk; took TIME to run and TIME to store; 5 bytes of its files were copied");

    [Fact]
    public async Task A_file_elsewhere_that_was_written_to_is_not_taken_for_what_it_was()
    {
        using var folder = Filled("task w { option path: Text = \"HERE/short\"; cache memory; product File; run => DagFile.Of(path) }\ntask read { needs w; cache memory; product Text; run => w.ReadText() }");
        using var engine = Open();
        using var session = new Session(engine, engine.Read(Path.Combine(folder.Folder, "main.dag")).Program.ShouldNotBeNull(), TimeProvider.System);
        (await ReadAsync(session)).ShouldBe("short");
        File.WriteAllText(Path.Combine(folder.Folder, "short"), "other");
        (await ReadAsync(session)).ShouldBe("other");
    }

    private static async Task<string?> ReadAsync(Session session)
    {
        await foreach (var reply in session.ExecuteAsync(new SourceText("prompt", "run read")))
            reply.End.ShouldBe(RunStatus.Succeeded);
        return session.Records.All.Single(record => record.Task.Declaration.Name.Text == "read").Fetch() is { } read ? ProductText.Print(read) : null;
    }

    private static async Task<string?> KeptAsync(string program)
    {
        using var folder = Filled(program);
        using var engine = Open();
        var path = Path.Combine(folder.Folder, "main.dag");
        using var loaded = engine.Read(path).Program.ShouldNotBeNull();
        (await engine.RunAsync(loaded, new(["w"], [], Workers: 1, KeepGoing: false), null, CancellationToken.None)).End.ShouldBe(RunStatus.Succeeded);
        var kept = engine.HistoryOf(path).Runs.First().Tasks.Single().Kept.ShouldNotBeNull();
        return System.Text.RegularExpressions.Regex.Replace(kept.ToString(), @"[\d.]+ (us|ms|s)\b", "TIME");
    }

    private static ProgramFolder Filled(string program)
    {
        var folder = new ProgramFolder(("short", "short"), ("in/a", "12"), ("in/b", "345"));
        File.WriteAllText(Path.Combine(folder.Folder, "main.dag"), program.Replace("HERE", folder.Folder));
        using var file = File.Create(Path.Combine(folder.Folder, "long"));
        file.SetLength(Long);
        return folder;
    }

    private static DagEngine Open()
    {
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: null) { CodeFolder = SharedCode.Folder };
        return new(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System, null);
    }
}
