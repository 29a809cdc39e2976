using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// Two machines, each with the program and the files at a path of its own, that share nothing but a folder for state: what one has made the other
/// takes, whatever was changed that does not count, and what does count makes just that run again which it reaches.
/// </summary>
public sealed class MachinesTests : IDisposable
{
    private const string Main = """
        import "util.dag"

        /// Reads numbers.
        task load {
            option source: File = file "data.csv"
            cache disk
            product Row
            run { Ran("load"); return source.ReadText().Split(',').Select(double.Parse).ToArray(); }
        }

        task scaled {
            needs load as row
            option by: Number = 1
            cache disk
            product Row
            run => Logged("scaled", row.Select(x => Norm(x) * by).ToArray())
        }

        task counted {
            needs load as row
            env LOG meta
            cache disk
            product Natural
            run sh "echo counted >> $LOG; { cat $row; echo; } | tr , '\n' | wc -l"
        }

        task report {
            needs scaled, counted as count
            cache disk
            product Text
            run { Ran("report"); return $"{count}: {string.Join(' ', scaled)}"; }
        }
        """;

    private const string Util = """
        type Row of double[]
        code {
            double Norm(double x) => Math.Abs(x) * Scale();
            double Scale() => Base * 2;
            const double Base = 1;
            double Unused(double x) => x;
            void Ran(string what) => File.AppendAllText(Environment.GetEnvironmentVariable("LOG") ?? "", what + "\n");
            T Logged<T>(string what, T value) { Ran(what); return value; }
        }
        """;

    private readonly string root = Directory.CreateTempSubdirectory("dag-machines-").FullName;

    public MachinesTests()
    {
        foreach (var machine in (string[])["one", "two/deeper"])
        {
            Directory.CreateDirectory(At(machine, "program"));
            foreach (var file in Directory.EnumerateFiles(DagProcess.Published))
                File.Copy(file, Path.Combine(At(machine, "program"), Path.GetFileName(file)));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(DagProcess.Published, "stdlib")))
                Write(machine, $"program/stdlib/{Path.GetFileName(file)}", File.ReadAllText(file));
            Write(machine, "work/main.dag", Main);
            Write(machine, "work/util.dag", Util);
            Write(machine, "work/data.csv", "1,-2,3");
        }
    }

    [Fact]
    public void What_one_machine_made_another_takes_and_only_what_counts_is_run_again()
    {
        const string First = "3: 2 4 6";
        Runs("one", First, "counted", "load", "report", "scaled");
        Runs("one", First);
        Runs("two/deeper", First);

        // What does not count, on the other machine.
        Change("two/deeper", "main.dag", ("task load", "task numbers"), ("needs load", "needs numbers"), ("Reads numbers", "Reads what there is"), ("product Text\n", "product Text\n    retry 2\n"));
        Change("two/deeper", "main.dag", ("row.Select(x => Norm(x) * by)", "row . Select( x=>Norm( x ) /* scaled */*by )"), ("{ Ran(\"report\");", "{\n        // say so\n        Ran(\"report\");\n"));
        Change("two/deeper", "util.dag", ("const double Base = 1;", "// what all is measured by\n    const   double Base=1 ;"), ("double Unused(double x) => x;", "double Unused(double x) => x + 1;"));
        Runs("two/deeper", First);
        File.Move(At("two/deeper", "work/util.dag"), At("two/deeper", "work/helpers.dag"));
        File.Move(At("two/deeper", "work/data.csv"), At("two/deeper", "work/numbers.csv"));
        Change("two/deeper", "main.dag", ("util.dag", "helpers.dag"), ("data.csv", "numbers.csv"), ("product Row", "product Numbers"));
        Change("two/deeper", "helpers.dag", ("type Row", "type Numbers"));
        Runs("two/deeper", First);
        Dag("two/deeper", "fmt", "main.dag", "helpers.dag").ShouldBe("main.dag\nhelpers.dag\n");
        Runs("two/deeper", First);

        // A helper that a helper reaches; the other machine takes what comes of it.
        Change("one", "util.dag", ("Base = 1", "Base = 2"));
        Runs("one", "3: 4 8 12", "report", "scaled");
        Change("two/deeper", "helpers.dag", ("Base=1 ", "Base=2 "));
        Runs("two/deeper", "3: 4 8 12");

        // What makes the same again stops the change there.
        Change("one", "util.dag", ("Math.Abs(x)", "Math.Abs(-x)"));
        Runs("one", "3: 4 8 12", "scaled");
        Change("one", "main.dag", ("{ Ran(\"load\");", "{ Ran(\"load\"); Ran(\"load\");"));
        Runs("one", "3: 4 8 12", "load", "load");
        Write("one", "work/data.csv", "1.0,-2,3");
        Runs("one", "3: 4 8 12", "load", "load");

        // A value, a file, and all as it was.
        Runs("one", "3: 8 16 24", ["--set", "scaled.by=2"], "report", "scaled");
        Write("one", "work/data.csv", "5");
        Runs("one", "1: 20", "counted", "load", "load", "report", "scaled");
        Write("one", "work/main.dag", Main);
        Write("one", "work/util.dag", Util);
        Write("one", "work/data.csv", "1,-2,3");
        Runs("one", First);
        Runs("two/deeper", "3: 4 8 12");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void Runs(string machine, string product, params string[] ran) => Runs(machine, product, [], ran);

    // Which of two that may run at once is first is nobody's business.
    private void Runs(string machine, string product, string[] words, params string[] ran)
    {
        var log = Path.Combine(root, "log");
        File.WriteAllText(log, "");
        Dag(machine, ["run", "main.dag", "report", .. words]).ShouldBe(product + "\n");
        File.ReadAllLines(log).Order(StringComparer.Ordinal).ShouldBe(ran);
    }

    private string Dag(string machine, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", At(machine, "program/dag.dll"), .. words])
        {
            WorkingDirectory = At(machine, "work"), RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DAG_CACHE"] = Path.Combine(root, "shared");
        start.Environment["LOG"] = Path.Combine(root, "log");
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        error.Result.ShouldBeEmpty();
        return output;
    }

    private string At(string machine, string path) => Path.Combine(root, machine, path);

    private void Write(string machine, string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(machine, path)) ?? root);
        File.WriteAllText(At(machine, path), text.ReplaceLineEndings("\n"));
    }

    private void Change(string machine, string file, params (string From, string To)[] changes)
    {
        var text = File.ReadAllText(At(machine, $"work/{file}"));
        foreach (var (from, to) in changes)
            text = text.Replace(from, to);
        Write(machine, $"work/{file}", text);
    }
}
