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
        ProcessExit.Exited(0) => "succeeded",
        ProcessExit.Exited(FoundButNotExecutable) => "exited with code 126: a command is not executable",
        ProcessExit.Exited(NotFound) => "exited with code 127: a command was not found on the PATH",
        ProcessExit.Exited(var code) when SignalName.Find(code - SignalBase) is { } name
            => Invariant($"exited with code {code}, which in a shell means that a command was {Signal(name)}"),
        ProcessExit.Exited(var code) => Invariant($"exited with code {code}"),
        ProcessExit.Signalled(_, var name, true) => $"was {Signal(name)} (core dumped)",
        ProcessExit.Signalled(_, var name, false) => $"was {Signal(name)}",
        ProcessExit.NotStarted(var reason) => $"could not be started: {reason}",
        ProcessExit.Lost => "ended, but its exit status was lost: another part of the program waited for it",
        _ => throw new UnreachableException($"end {end}"),
    };

    private static string Signal(string name) => Meaning(name) is { } meaning ? $"killed by {name}: {meaning}" : $"killed by {name}";

    private static string? Meaning(string name) => name switch
    {
        "SIGHUP" => "its terminal was closed",
        "SIGINT" => "it was interrupted",
        "SIGQUIT" => "it was asked to quit with a core dump",
        "SIGILL" => "illegal instruction",
        "SIGABRT" => "it aborted, often after a failed assertion",
        "SIGBUS" => "bad memory access, or a full disk behind a mapped file",
        "SIGFPE" => "arithmetic error such as a division by zero",
        "SIGKILL" => "often by the kernel for lack of memory",
        "SIGSEGV" => "invalid memory access",
        "SIGPIPE" => "it wrote to a closed pipe",
        "SIGALRM" => "a timer expired",
        "SIGTERM" => "it was asked to terminate",
        "SIGXCPU" => "it exceeded the CPU time limit (see 'ulimit -t')",
        "SIGXFSZ" => "it exceeded the file size limit (see 'ulimit -f')",
        "SIGSYS" => "forbidden system call",
        _ => null,
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
