using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>A program that is started without its standard streams, or is allowed little, says so or does without; it never writes into a file that got a stream's number.</summary>
public class StartConditionsTests
{
    private const string Closed = "error DAG6005: cannot write to standard output: it is closed\n  help: the output is incomplete; products are cached as usual";
    private const string TooFew = "error DAG6018: too few open files are allowed: at least 128 are required\n  help: raise the limit (see 'ulimit -n')";

    private const string TooFewThreads = "error DAG6019: too few threads are allowed: at least 8 more are required\n  help: raise the limits (see 'ulimit -u' and 'ulimit -v'), or end other programs";
    private const string TooLittleMemory = "error DAG6022: too little memory is allowed: at least 384 MB more are required, most of it never used\n  help: raise the limit (see 'ulimit -v')";

    [Theory]
    [InlineData("0<&-", "exit 0\nout: hello")]
    [InlineData("1>&-", "exit 6\n" + Closed)]
    [InlineData("2>&-", "exit 0\nout: hello")]
    [InlineData("0<&- 1>&-", "exit 6\n" + Closed)]
    [InlineData("0<&- 2>&-", "exit 0\nout: hello")]
    [InlineData("1>&- 2>&-", "exit 6")]
    [InlineData("0<&- 1>&- 2>&-", "exit 6")]
    public void A_product_for_a_closed_stream_goes_nowhere_and_that_is_said_where_it_can_be(string closed, string whole)
    {
        using var dag = new DagProcess().With("main.dag", """task a { product Text; cache never; run sh "echo hello; echo noise >&2" }""");
        Shell(dag, $"dotnet exec '{DagProcess.Program}' run main.dag --output failed {closed}").Whole.ShouldBe(whole);
        Directory.EnumerateFiles(Path.Combine(dag.Folder, ".dag"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "stdout.log" && System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)) is "hello" or "hello\n").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0<&-")]
    [InlineData("0<&- 1>&-")]
    public void A_prompt_without_input_is_over_at_once(string closed)
    {
        using var dag = new DagProcess().With("main.dag", """task a { product Text; run sh "echo hello" }""");
        Shell(dag, $"dotnet exec '{DagProcess.Program}' repl main.dag {closed}").Whole.ShouldBe("exit 0");
    }

    [Theory]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(127)]
    public void Too_few_files_are_an_error_with_a_code(int files)
    {
        using var dag = new DagProcess().With("main.dag", """task a { product Text; run sh "echo hello" }""");
        Shell(dag, $"ulimit -n {files}; exec dotnet exec '{DagProcess.Program}' run main.dag").Whole.ShouldBe("exit 6\n" + TooFew);
    }

    [Fact]
    public void Just_enough_files_are_enough_for_scripts_and_for_the_compiler()
    {
        using var dag = new DagProcess().With("main.dag", """
            task a { product Text; run sh "echo hello" }
            task b { needs a; product Text; run => a + "!" }
            """);
        Shell(dag, $"ulimit -n 128; exec dotnet exec '{DagProcess.Program}' run main.dag").Whole.ShouldBe("exit 0\nout: hello!");
    }

    // Root has no such limit.
    [OtherUserFact]
    public void Too_few_threads_are_an_error_with_a_code()
    {
        using var dag = new DagProcess().With("main.dag", """task a { product Text; run => "hello" }""");
        Shell(dag, $"chmod 777 . '{dag.Home}'; exec {string.Join(' ', OtherUserFactAttribute.Nobody)} prlimit --nproc=10 dotnet exec '{DagProcess.Program}' run main.dag").Whole.ShouldBe("exit 6\n" + TooFewThreads);
    }

    // How much the runtime takes before the program begins is another amount on each machine: where it gets none of it, it says so in words of its own.
    [Fact]
    public void Too_little_memory_is_an_error_with_a_code()
    {
        using var dag = new DagProcess().With("main.dag", """task a { product Text; run => "hello" }""");
        var ends = Enumerable.Range(2, 14).Select(each => Shell(dag, $"ulimit -v {each * 300_000}; exec dotnet exec '{DagProcess.Program}' run main.dag"))
            .Select(end => end.Whole).SkipWhile(whole => whole.Contains("CoreCLR", StringComparison.Ordinal)).ToList();
        ends.ShouldContain("exit 6\n" + TooLittleMemory);
        ends.Where(whole => whole != "exit 0\nout: hello" && !whole.StartsWith("exit 6\nerror DAG6022: ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static Ended Shell(DagProcess dag, string text)
    {
        var words = dag.StartInfo([]);
        var start = new ProcessStartInfo("/bin/sh", ["-c", text]) { WorkingDirectory = dag.Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in words.Environment)
            start.Environment[name] = value;
        start.Environment["PATH"] = $"{Path.GetDirectoryName(Environment.ProcessPath)}:{words.Environment["PATH"]}";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sh was not started");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }
}
