using System.Diagnostics;
using Dag.Interpreter.Code.Bodies;

namespace Dag.Interpreter.Tests.Bodies;

public sealed class StoreTests
{
    private const string Program = """
        code { int Half(int n) => n / 2; }
        type Even : Natural where value % 2 == 0
        task answer { option n: Integer; product Even; run => Half(n * 2) + 1 }
        """;

    [Fact]
    public void A_second_start_loads_no_compiler()
    {
        using var folder = ProgramFolder.Of(Program);

        (Start(folder), Start(folder)).ShouldBe(("42 True compiled", "42 True kept"));
    }

    [Fact]
    public void What_is_kept_is_known_by_content_wherever_the_file_lies()
    {
        using var folder = ProgramFolder.Of(Program);
        using var other = ProgramFolder.Of(Program);
        folder.Bench().Dispose();

        new BodyCompiler(new(folder.StoreFolder), AppContext.BaseDirectory).Compile(other.Load().Env).UsedCompiler.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-1)]
    public void What_is_damaged_is_made_again(int length)
    {
        using var folder = ProgramFolder.Of(Program);
        folder.Bench().Dispose();
        foreach (var file in Directory.GetFiles(folder.StoreFolder))
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^(bytes.Length / 3)] ^= 1;
            File.WriteAllBytes(file, length < 0 ? bytes : bytes[..length]);
        }

        using var again = folder.Bench();
        using var third = folder.Bench();

        (again.Run("answer", 41), again.Result.UsedCompiler, third.Result.UsedCompiler).ShouldBe((42, true, false));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_keeps_nothing_and_says_why()
    {
        using var folder = ProgramFolder.Of(Program);
        File.WriteAllText(folder.StoreFolder, "a file");

        using var bench = folder.Bench();

        bench.Run("answer", 41).ShouldBe(42);
        bench.Result.StoreRefusal.ShouldBe($"The file '{folder.StoreFolder}' already exists.");
    }

    [Fact]
    public void Nothing_but_what_is_kept_is_left_in_the_store()
    {
        using var folder = ProgramFolder.Of(Program);
        using var bench = folder.Bench();
        bench.Holds("Even", 2);

        Directory.GetFiles(folder.StoreFolder).Select(file => Path.GetFileName(file).Length).ShouldBe([64]);
    }

    [Fact]
    public void A_change_of_the_text_or_of_a_referenced_assembly_is_compiled()
    {
        using var folder = ProgramFolder.Of("reference \"a.dll\"\ntask answer { option n: Integer; product Integer; run => n }\n");
        var assembly = Path.Combine(folder.Folder, "a.dll");
        File.Copy(typeof(Should).Assembly.Location, assembly);
        var used = new List<bool>();

        used.Add(Compiled(folder));
        used.Add(Compiled(folder));
        File.SetLastWriteTimeUtc(assembly, new DateTime(2026, 3, 21, 0, 0, 0, DateTimeKind.Utc));
        used.Add(Compiled(folder));
        File.Copy(typeof(FactAttribute).Assembly.Location, assembly, overwrite: true);
        used.Add(Compiled(folder));
        folder.Write("main.dag", "reference \"a.dll\"\ntask answer { option n: Integer; product Integer; run => n + 1 }\n");
        used.Add(Compiled(folder));

        used.ShouldBe([true, false, false, true, true]);
    }

    [Fact]
    public void Of_what_is_kept_the_units_go_that_were_used_longest_ago()
    {
        using var folder = ProgramFolder.Of(Program);
        folder.Bench().Dispose();
        var unit = Directory.GetFiles(folder.StoreFolder).ShouldHaveSingleItem();
        var now = DateTimeOffset.UtcNow;
        for (var age = 1; age <= 5; age++)
            Padded(Path.Combine(folder.StoreFolder, $"{age}"), BodyStore.Bound / 4, now.AddDays(-age));
        Padded(Path.Combine(folder.StoreFolder, "lost.tmp"), 1, now.AddDays(-1));

        new BodyStore(folder.StoreFolder).Save("new", new([1], [2])).ShouldBeNull();

        Directory.GetFiles(folder.StoreFolder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(new[] { "1", "2", "3", Path.GetFileName(unit), "new" }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_unit_that_is_used_counts_as_used_that_day()
    {
        using var folder = ProgramFolder.Of(Program);
        folder.Bench().Dispose();
        var unit = Directory.GetFiles(folder.StoreFolder).ShouldHaveSingleItem();
        File.SetLastWriteTimeUtc(unit, new DateTime(2026, 3, 21, 0, 0, 0, DateTimeKind.Utc));
        var now = new DateTimeOffset(2026, 4, 2, 0, 0, 0, TimeSpan.Zero);

        var store = new BodyStore(folder.StoreFolder, clock: new StoppedClock(now));
        store.Find(Path.GetFileName(unit)).ShouldNotBeNull();

        (store.Contents().Files.ShouldHaveSingleItem().Used, store.Delete(now.AddDays(-1)).Count, store.Delete(now.AddDays(1)).Count).ShouldBe((now, 0, 1));
    }

    [Fact]
    public void What_came_with_the_program_goes_before_what_is_kept()
    {
        using var folder = ProgramFolder.Of(Program);
        var shipped = Path.Combine(folder.Folder, "shipped");
        BodyStore.Ship(shipped, "key", new([1], []));
        new BodyStore(folder.StoreFolder).Save("key", new([2], [])).ShouldBeNull();

        new BodyStore(folder.StoreFolder, shipped).Find("key").ShouldNotBeNull().Dll.ShouldBe([1]);
    }

    [Fact]
    public void Without_a_folder_nothing_is_kept_and_everything_works()
    {
        using var folder = ProgramFolder.Of(Program);
        var (env, store) = (folder.Load().Env, new BodyStore(null));

        var used = new[] { 1, 2 }.Select(_ => new BodyCompiler(store, AppContext.BaseDirectory).Compile(env)).Select(result => (result.UsedCompiler, result.StoreRefusal));

        used.ShouldBe([(true, "there is no home folder"), (true, "there is no home folder")]);
    }

    [Fact]
    public void The_core_can_be_shipped()
    {
        using var folder = ProgramFolder.Of("task a { option n: Natural = 1; run sh \"true\" }\n");
        var shipped = Path.Combine(folder.Folder, "shipped");
        var env = folder.Load().Env;
        BodyCompiler.ShipCore(env, shipped);

        using var program = new BodyCompiler(new(folder.StoreFolder, shipped), AppContext.BaseDirectory).Compile(env).Program.ShouldNotBeNull();
        using var bench = new CompiledBench(env, program, new(program, [], false));

        (bench.Holds("Natural", -1), Directory.Exists(folder.StoreFolder)).ShouldBe((false, false));
    }

    private static void Padded(string path, long length, DateTimeOffset used)
    {
        using (var file = File.Create(path))
            file.SetLength(length);
        File.SetLastWriteTimeUtc(path, used.UtcDateTime);
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private static bool Compiled(ProgramFolder folder)
    {
        using var bench = folder.Bench();
        return bench.Result.UsedCompiler;
    }

    private static string Start(ProgramFolder folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(StoreTests).Assembly.Location, Path.Combine(folder.Folder, "main.dag"), folder.StoreFolder])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return said.Trim();
    }
}
