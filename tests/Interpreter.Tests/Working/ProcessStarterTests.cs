using System.Runtime.InteropServices;
using Dag.Interpreter.Run.Processes;
using Dag.Language.Collections;

namespace Dag.Interpreter.Tests.Working;

public sealed class ProcessStarterTests : IDisposable
{
    private readonly Workshop workshop = new();

    public void Dispose() => workshop.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(255)]
    public async Task An_exit_code_is_told(int code)
        => (await workshop.Run(workshop.Shell($"exit {code}"))).ShouldBe(new ProcessExit.Exited(code));

    [Theory]
    [InlineData(11, "SIGSEGV")]
    [InlineData(9, "SIGKILL")]
    [InlineData(15, "SIGTERM")]
    [InlineData(34, "signal 34")]
    public async Task A_signal_is_told_by_name(int signal, string name)
        => (await workshop.Run(workshop.Shell($"ulimit -c 0; kill -{signal} $$"))).ShouldBe(new ProcessExit.Signalled(signal, name, DumpedCore: false));

    [Fact]
    public async Task Output_and_errors_go_to_their_files()
    {
        await workshop.Run(workshop.Shell("echo out; echo err >&2"));
        (workshop.Printed, workshop.Complained).ShouldBe(("out\n", "err\n"));
    }

    [Fact]
    public async Task Both_streams_may_share_a_file()
    {
        await workshop.Run(workshop.Shell("echo 1; echo 2 >&2; echo 3") with { StandardErrorPath = workshop.In("stdout.log") });
        workshop.Printed.ShouldBe("1\n2\n3\n");
    }

    [Fact]
    public async Task A_stream_opened_anew_by_its_path_is_not_overwritten()
    {
        await workshop.Run(workshop.Shell("echo first >&2; echo second >> /dev/stderr; echo third >&2"));
        workshop.Complained.ShouldBe("first\nsecond\nthird\n");
    }

    [Fact]
    public async Task The_environment_is_exactly_as_ordered()
    {
        await workshop.Run(workshop.Order("/usr/bin/env") with { Environment = [new("B", "two words"), new("A", "ä=b\nc"), new("EMPTY", "")] });
        workshop.Printed.ShouldBe("B=two words\nA=ä=b\nc\nEMPTY=\n");
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        await workshop.Run(workshop.Order("printf", "<%s>", "a b", "", "'\"$x\n", "日本"));
        workshop.Printed.ShouldBe("<a b><><'\"$x\n><日本>");
    }

    [Fact]
    public async Task A_process_starts_in_its_working_folder()
    {
        await workshop.Run(workshop.Order("pwd"));
        workshop.Printed.ShouldBe(workshop.Folder + "\n");
    }

    [Fact]
    public async Task Standard_input_is_empty()
    {
        (await workshop.Run(workshop.Shell("cat; readlink /proc/self/fd/0"))).ShouldBe(new ProcessExit.Exited(0));
        workshop.Printed.ShouldBe("/dev/null\n");
    }

    [Fact]
    public async Task No_descriptor_is_inherited()
    {
        var inheritable = dup(0);
        await workshop.Run(workshop.Order("ls", "/proc/self/fd"));
        close(inheritable);
        workshop.Printed.ShouldBe("0\n1\n2\n3\n");

        [DllImport("libc")]
        static extern int dup(int descriptor);

        [DllImport("libc")]
        static extern int close(int descriptor);
    }

    [Fact]
    public async Task Signals_are_neither_ignored_nor_blocked()
    {
        await workshop.Run(workshop.Shell("awk '/SigBlk|SigIgn/ { print $2 }' /proc/self/status"));
        // Above 31 are the C library's own, of which glibc ignores two in every child it spawns.
        workshop.Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(mask => Convert.ToUInt64(mask, 16) & 0x7FFF_FFFF)
            .ShouldBe([0UL, 0UL]);
    }

    [Fact]
    public async Task A_writer_whose_reader_has_gone_ends_silently()
    {
        (await workshop.Run(workshop.Shell("yes | head -1"))).ShouldBe(new ProcessExit.Exited(0));
        (workshop.Printed, workshop.Complained).ShouldBe(("y\n", ""));
    }

    [Fact]
    public async Task What_is_left_in_the_background_ends_with_the_leader()
    {
        var pipe = await workshop.Pipe("alive");
        var death = Workshop.ReadAll(pipe);
        var end = await workshop.Run(workshop.Shell("exec 3> alive; sleep 1000 & exit 3"));
        (end with { Rest = TreeEnd.Clean }).ShouldBe(new ProcessExit.Exited(3));
        end.Rest.Killed.Count.ShouldBe(1);
        (await death).ShouldBe("");
    }

    [Fact]
    public async Task A_script_without_a_first_line_is_one_for_the_shell()
    {
        workshop.WriteProgram("plain", "echo \"$0 $1\"");
        (await workshop.Run(workshop.Order("./plain", "x"))).ShouldBe(new ProcessExit.Exited(0));
        workshop.Printed.ShouldBe("./plain x\n");
    }

    [Fact]
    public async Task A_program_is_looked_up_on_the_path_of_the_order()
    {
        Directory.CreateDirectory(workshop.In("bin"));
        workshop.Write("greet", "not executable, so passed over");
        workshop.WriteProgram("bin/greet", "#!/bin/sh\necho hello");
        await workshop.Run(workshop.Order("greet") with { Environment = [new("PATH", ":bin")] });
        workshop.Printed.ShouldBe("hello\n");
    }

    [Fact]
    public async Task Use_is_measured()
    {
        var end = await workshop.Starter.RunAsync(workshop.Shell("i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done"), CancellationToken.None);
        (end.Usage.User > TimeSpan.Zero, end.Usage.Elapsed > TimeSpan.Zero).ShouldBe((true, true));
    }

    [Fact]
    public async Task No_zombie_is_left_of_many_processes_at_once()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => workshop.Run(
            workshop.Shell("echo $$") with { StandardOutputPath = workshop.In($"{i}.log"), StandardErrorPath = workshop.In($"{i}.err") })));

        var pids = Enumerable.Range(0, 200).Select(i => File.ReadAllText(workshop.In($"{i}.log")).Trim()).ToList();
        var zombies = pids.Where(pid => File.Exists($"/proc/{pid}/status") && File.ReadAllText($"/proc/{pid}/status").Contains($"PPid:\t{Environment.ProcessId}\n", StringComparison.Ordinal));
        (ends.Distinct().ToEquatableList(), pids.Distinct().Count(), zombies.ToEquatableList())
            .ShouldBe(([new ProcessExit.Exited(0)], 200, []));
    }
}
