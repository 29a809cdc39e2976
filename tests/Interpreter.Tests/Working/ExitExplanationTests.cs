using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Tests.Working;

public sealed class ExitExplanationTests
{
    private static readonly (ProcessExit Exit, string Explanation)[] Examples =
    [
        (new ProcessExit.Exited(0), "succeeded"),
        (new ProcessExit.Exited(2), "exited with code 2"),
        (new ProcessExit.Exited(126), "exited with code 126: a command is not executable"),
        (new ProcessExit.Exited(127), "exited with code 127: a command was not found on the PATH"),
        (new ProcessExit.Exited(128), "exited with code 128"),
        (new ProcessExit.Exited(137), "exited with code 137, which in a shell means that a command was killed by SIGKILL: often by the kernel for lack of memory"),
        (new ProcessExit.Exited(139), "exited with code 139, which in a shell means that a command was killed by SIGSEGV: invalid memory access"),
        (new ProcessExit.Exited(141), "exited with code 141, which in a shell means that a command was killed by SIGPIPE: it wrote to a closed pipe"),
        (new ProcessExit.Exited(255), "exited with code 255"),
        (new ProcessExit.Signalled(11, "SIGSEGV", DumpedCore: true), "was killed by SIGSEGV: invalid memory access (core dumped)"),
        (new ProcessExit.Signalled(10, "SIGUSR1", DumpedCore: false), "was killed by SIGUSR1"),
        (new ProcessExit.NotStarted("program 'x' not found"), "could not be started: program 'x' not found"),
        (new ProcessExit.Lost(), "ended, but its exit status was lost: another part of the program waited for it"),
    ];

    [Fact]
    public void An_exit_is_explained()
        => Examples.Select(example => ExitExplanation.Of(example.Exit)).ShouldBe(Examples.Select(example => example.Explanation));

    [Fact]
    public void Every_exit_is_among_the_examples()
        => Examples.Select(example => example.Exit.GetType()).Distinct().ShouldBe(typeof(ProcessExit).GetNestedTypes(), ignoreOrder: true);
}
