using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Bad input that is no text, and a disk that will not do what it is asked.</summary>
public class BadInputTests
{
    [Fact]
    public void A_file_must_be_UTF_8()
    {
        using var dag = new DagProcess();
        File.WriteAllBytes(Path.Combine(dag.Folder, "main.dag"), [.. "task a"u8, 0xFF, 0xFE]);
        dag.Run("run", "main.dag").Whole.ShouldBe("""
            exit 3
            error DAG1203: 'main.dag' is not valid UTF-8: invalid byte at position 7
              help: save it as UTF-8
            """);
    }

    [Fact]
    public void Standard_output_that_takes_nothing_more_is_said_and_one_that_nobody_reads_on_is_not()
    {
        using var dag = new DagProcess().With("main.dag", "task many { product Text; run => new string('x', 200_000) }");
        ShellScript.Run(dag, """
            full() { dag "$@" > /dev/full; }
            unread() { (dag "$@"; echo "ended with $?" >&2) | head -c 3; }
            told 'a full disk' full run main.dag
            told 'a reader that goes' unread run main.dag
            """, []).ShouldBe([
            ("a full disk", """
                error DAG6005: cannot write to standard output: No space left on device
                  help: the output is incomplete; products are cached as usual

                exit 6
                """.ReplaceLineEndings("\n")),
            ("a reader that goes", "xxxended with 0\nexit 0")]);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_left_as_it_is()
    {
        using var dag = new DagProcess().With("main.dag", "task   a { }");
        // No file may grow: as on a full disk, a write fails.
        var start = dag.StartInfo(new() { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" });
        start.FileName = "/bin/sh";
        start.ArgumentList.Clear();
        foreach (var word in new[] { "-c", "trap '' XFSZ; ulimit -f 0; exec dotnet exec \"$0\" fmt main.dag", DagProcess.Program })
            start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sh was not started");
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEnd(), process.StandardError.ReadToEnd());
        process.WaitForExit();
        new Ended(process.ExitCode, dag.Shown(output), dag.Shown(error)).Whole.ShouldBe("""
            exit 6
            error DAG7012: cannot write 'main.dag': Specified file length was too large for the file system. (Parameter 'value')
            """);
        Directory.GetFiles(dag.Folder).Select(Path.GetFileName).ShouldBe(["main.dag"]);
        File.ReadAllText(Path.Combine(dag.Folder, "main.dag")).ShouldBe("task   a { }");
    }
}
