using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// The end of the process where C# of a program asks for it. Compiled units call this in the place of <c>Environment.Exit</c> and <c>Environment.FailFast</c>;
/// what else ends the process, in an assembly that they refer to, is heard when the process ends.
/// </summary>
public static partial class ProcessEnding
{
    /// <summary>Whether the process is ending already, so that <c>Main</c> must not wait for it but leave.</summary>
    public static bool IsUnderWay { get; internal set; }

    /// <summary>Whether the program itself has come to its end, or does what a signal asks for.</summary>
    public static bool IsMeant { get; set; }

    /// <summary>Hears what code did to the process that nobody waits for: whose it may be, and what it threw, or null where it ended the process.</summary>
    public static Action<IReadOnlyList<string>, Exception?>? Heard { get; set; }

    /// <summary>Whether code did something to the process that nobody waited for: the program must not end as if all was well.</summary>
    public static bool WasUnheard { get; private set; }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void Exit(int exitCode)
    {
        RunningCode.End();
        Environment.Exit(exitCode);
    }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void FailFast(string? message) => Exit(1);

    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void FailFast(string? message, Exception? exception) => Exit(1);

    /// <summary>Ends the process at once. Where its end is under way and stands still, nothing else does.</summary>
    public static void Leave(int exitCode)
    {
        if (OperatingSystem.IsWindows())
            Process.GetCurrentProcess().Kill();
        else
            EndNow(exitCode);
    }

    internal static void Refuse(IReadOnlyList<string> whose)
    {
        WasUnheard = true;
        Heard?.Invoke(whose, null);
        if (Environment.ExitCode == 0)
            Environment.ExitCode = 1;
    }

    internal static void SayLate(IReadOnlyList<string> whose, Exception thrown)
    {
        WasUnheard = true;
        Heard?.Invoke(whose, thrown);
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void EndNow(int exitCode);
}
