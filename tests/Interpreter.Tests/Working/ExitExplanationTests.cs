using Dag.Interpreter.Run.Processes;

namespace Dag.Interpreter.Tests.Working;

public sealed class ExitExplanationTests
{
    private static readonly (ProcessExit Exit, string Explanation)[] Examples =
    [
        (new ProcessExit.Exited(0), "ended well"),
        (new ProcessExit.Exited(2), "ended with exit code 2"),
        (new ProcessExit.Exited(126), "ended with exit code 126: a command in it was found, but is not executable"),
        (new ProcessExit.Exited(127), "ended with exit code 127: a command in it was not found on the PATH"),
        (new ProcessExit.Exited(128), "ended with exit code 128"),
        (new ProcessExit.Exited(137), "ended with exit code 137, which from a shell means that a command in it was ended by SIGKILL: somebody killed it, often the kernel for lack of memory"),
        (new ProcessExit.Exited(139), "ended with exit code 139, which from a shell means that a command in it was ended by SIGSEGV: it used memory that is not its own"),
        (new ProcessExit.Exited(141), "ended with exit code 141, which from a shell means that a command in it was ended by SIGPIPE: it wrote to a pipe that nobody reads any more"),
        (new ProcessExit.Exited(255), "ended with exit code 255"),
        (new ProcessExit.Signalled(11, "SIGSEGV", DumpedCore: true), "was ended by SIGSEGV: it used memory that is not its own (a core was dumped)"),
        (new ProcessExit.Signalled(10, "SIGUSR1", DumpedCore: false), "was ended by SIGUSR1"),
        (new ProcessExit.NotStarted("there is no program 'x'"), "could not be started: there is no program 'x'"),
        (new ProcessExit.Lost(), "ended, but how was taken by another part of this program that waits for children"),
    ];

    [Fact]
    public void An_exit_is_explained()
        => Examples.Select(example => ExitExplanation.Of(example.Exit)).ShouldBe(Examples.Select(example => example.Explanation));

    [Fact]
    public void Every_exit_is_among_the_examples()
        => Examples.Select(example => example.Exit.GetType()).Distinct().ShouldBe(typeof(ProcessExit).GetNestedTypes(), ignoreOrder: true);
}
