using System.Diagnostics;
using System.Globalization;

namespace Dag.Interpreter.Run.Processes;

/// <summary>What the end of a process means: a phrase that begins with a verb and whose subject is the task.</summary>
internal static class ExitExplanation
{
    private const int FoundButNotExecutable = 126;
    private const int NotFound = 127;
    private const int SignalBase = 128;

    public static string Of(ProcessExit end) => end switch
    {
        ProcessExit.Exited(0) => "ended well",
        ProcessExit.Exited(FoundButNotExecutable) => "ended with exit code 126: a command in it was found, but is not executable",
        ProcessExit.Exited(NotFound) => "ended with exit code 127: a command in it was not found on the PATH",
        ProcessExit.Exited(var code) when SignalName.Find(code - SignalBase) is { } name
            => Invariant($"ended with exit code {code}, which from a shell means that a command in it was {Signal(name)}"),
        ProcessExit.Exited(var code) => Invariant($"ended with exit code {code}"),
        ProcessExit.Signalled(_, var name, true) => $"was {Signal(name)} (a core was dumped)",
        ProcessExit.Signalled(_, var name, false) => $"was {Signal(name)}",
        ProcessExit.NotStarted(var reason) => $"could not be started: {reason}",
        ProcessExit.Lost => "ended, but how was taken by another part of this program that waits for children",
        _ => throw new UnreachableException($"end {end}"),
    };

    private static string Signal(string name) => Meaning(name) is { } meaning ? $"ended by {name}: {meaning}" : $"ended by {name}";

    private static string? Meaning(string name) => name switch
    {
        "SIGHUP" => "its terminal was closed",
        "SIGINT" => "it was interrupted",
        "SIGQUIT" => "it was told to quit and to leave a core",
        "SIGILL" => "it met an instruction this processor does not have",
        "SIGABRT" => "it gave up on a failed check of its own",
        "SIGBUS" => "it used memory or a mapped file that is not there, perhaps on a full disk",
        "SIGFPE" => "it divided by zero or left the range of whole numbers",
        "SIGKILL" => "somebody killed it, often the kernel for lack of memory",
        "SIGSEGV" => "it used memory that is not its own",
        "SIGPIPE" => "it wrote to a pipe that nobody reads any more",
        "SIGALRM" => "an alarm it had set went off",
        "SIGTERM" => "it was asked to end",
        "SIGXCPU" => "it used more processor time than it is allowed (see 'ulimit -t')",
        "SIGXFSZ" => "it wrote a larger file than it is allowed (see 'ulimit -f')",
        "SIGSYS" => "it made a call that the system forbids",
        _ => null,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
