using System.Diagnostics;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>What a person sees who types the wrong words, or asks for what the disk will not do.</summary>
public class CommandLineTests
{
    [Fact]
    public void A_command_wants_its_file()
    {
        using var dag = new DagProcess();
        Golden.Compare(dag.Run("run").Whole);
    }

    [Fact]
    public void A_mistyped_flag_has_a_near_one()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("check", "main.dag", "--jsno").Whole);
    }

    [Fact]
    public void A_number_of_workers_is_at_least_one()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("run", "main.dag", "-j", "0").Whole);
    }

    [Fact]
    public void A_file_alone_is_no_command()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("main.dag").Whole);
    }

    [Fact]
    public void A_flag_that_wants_a_value_says_so()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("run", "main.dag", "--set").Whole);
    }

    [Fact]
    public void A_flag_that_takes_no_value_says_so()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("run", "main.dag", "--keep-going=3").Whole);
    }

    [Fact]
    public void A_flag_with_a_choice_lists_it()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("run", "main.dag", "--progress", "plian").Whole);
    }

    [Fact]
    public void A_word_too_many_is_named()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("help", "main.dag", "a", "b").Whole);
    }

    [Fact]
    public void Help_for_a_task_that_is_not_there()
    {
        using var dag = new DagProcess().With("main.dag", "task a { option n: Natural = 1; product Number; run => n }");
        Golden.Compare(dag.Run("help", "main.dag", "b").Whole);
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
        Golden.Compare(new Ended(process.ExitCode, dag.Shown(output), dag.Shown(error)).Whole);
        Directory.GetFiles(dag.Folder).Select(Path.GetFileName).ShouldBe(["main.dag"]);
        File.ReadAllText(Path.Combine(dag.Folder, "main.dag")).ShouldBe("task   a { }");
    }
}
