using System.Diagnostics;
using Dag.Interpreter.Bodies;

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
        folder.Write("main.dag", "reference \"a.dll\"\ntask answer { option n: Integer; product Integer; run => n + 1 }\n");
        used.Add(Compiled(folder));

        used.ShouldBe([true, false, true, true]);
    }

    [Fact]
    public void The_core_can_be_shipped()
    {
        using var folder = ProgramFolder.Of("task a { option n: Natural = 1; run sh \"true\" }\n");
        var shipped = Path.Combine(folder.Folder, "shipped");
        var env = folder.Load().Env;
        new BodyCompiler(new(shipped), AppContext.BaseDirectory).CompileCore(env);

        using var program = new BodyCompiler(new(folder.StoreFolder, shipped), AppContext.BaseDirectory).Compile(env).Program.ShouldNotBeNull();
        using var bench = new CompiledBench(env, program, new(program, [], false));

        (bench.Holds("Natural", -1), Directory.Exists(folder.StoreFolder)).ShouldBe((false, false));
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
