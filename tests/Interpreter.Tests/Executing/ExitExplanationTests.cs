using Dag.Interpreter.Executing;

namespace Dag.Interpreter.Tests.Executing;

public sealed class ExitExplanationTests
{
    public static TheoryData<ProcessEnd, string> Ends => new()
    {
        { new ProcessEnd.Exited(0), "ended well" },
        { new ProcessEnd.Exited(2), "ended with exit code 2" },
        { new ProcessEnd.Exited(126), "ended with exit code 126: a command in it was found, but is not executable" },
        { new ProcessEnd.Exited(127), "ended with exit code 127: a command in it was not found on the PATH" },
        { new ProcessEnd.Exited(128), "ended with exit code 128" },
        { new ProcessEnd.Exited(137), "ended with exit code 137, which from a shell means that a command in it was ended by SIGKILL: somebody killed it, often the kernel for lack of memory" },
        { new ProcessEnd.Exited(139), "ended with exit code 139, which from a shell means that a command in it was ended by SIGSEGV: it used memory that is not its own" },
        { new ProcessEnd.Exited(141), "ended with exit code 141, which from a shell means that a command in it was ended by SIGPIPE: it wrote to a pipe that nobody reads any more" },
        { new ProcessEnd.Exited(255), "ended with exit code 255" },
        { new ProcessEnd.Signalled(11, "SIGSEGV", DumpedCore: true), "was ended by SIGSEGV: it used memory that is not its own (a core was dumped)" },
        { new ProcessEnd.Signalled(10, "SIGUSR1", DumpedCore: false), "was ended by SIGUSR1" },
        { new ProcessEnd.NotStarted("there is no program 'x'"), "could not be started: there is no program 'x'" },
        { new ProcessEnd.Lost(), "ended, but how was taken by another part of this program that waits for children" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void An_end_is_explained(ProcessEnd end, string explanation) => ExitExplanation.Of(end).ShouldBe(explanation);

    [Fact]
    public void Every_end_is_among_the_examples()
        => Ends.Select(row => row[0].GetType()).Distinct().ShouldBe(typeof(ProcessEnd).GetNestedTypes(), ignoreOrder: true);
}
