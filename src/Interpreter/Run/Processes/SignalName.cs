using System.Globalization;

namespace Dag.Interpreter.Run.Processes;

/// <summary>The names of signals, which stand for other numbers on macOS than on Linux.</summary>
internal static class SignalName
{
    private static readonly string[] OnLinux =
        [.. "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS".Split(' ')];

    private static readonly string[] OnMac =
        [.. "HUP INT QUIT ILL TRAP ABRT EMT FPE KILL BUS SEGV SYS PIPE ALRM TERM URG STOP TSTP CONT CHLD TTIN TTOU IO XCPU XFSZ VTALRM PROF WINCH INFO USR1 USR2".Split(' ')];

    public static string Of(int signal) => Find(signal) ?? string.Create(CultureInfo.InvariantCulture, $"signal {signal}");

    /// <summary>Null for the numbers that have no name, such as those of real-time signals.</summary>
    public static string? Find(int signal)
    {
        var names = OperatingSystem.IsMacOS() ? OnMac : OnLinux;
        return signal >= 1 && signal <= names.Length ? "SIG" + names[signal - 1] : null;
    }
}
