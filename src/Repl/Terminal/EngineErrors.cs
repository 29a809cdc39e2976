using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Repl.Terminal;

/// <summary>How a broken promise of our own is said, and what the world keeps all commands from alike.</summary>
internal static class EngineErrors
{
    public static Diagnostic Broken(Exception broken)
        => new("DAG6000", null, $"internal error: {broken.GetType().Name}: {broken.Message}") { Hint = "this is a bug in dag; DAG_TRACE=1 prints the stack trace" };

    /// <summary>What a failure comes of: the world where it can be seen that it does, else ourselves.</summary>
    public static Diagnostic Of(Exception broken)
    {
        if (Causes(broken).Any(cause => cause is OutOfMemoryException || (IsOfLoading(cause) && IsMemoryLimited())))
            return NoMemory;

        return broken is IOException && FindFolderProblem() is { } problem ? problem : Broken(broken);
    }

    private static Diagnostic NoMemory => new("DAG6022", null, "the system refuses the memory or the threads that dag needs")
    {
        Hint = "raise the limits that 'ulimit -v' and 'ulimit -u' show, or those of the container, or run fewer tasks at once (-j)",
    };

    // An assembly of the program's own that memory cannot be had for is said not to be there.
    private static bool IsOfLoading(Exception cause) => cause is FileNotFoundException or FileLoadException or BadImageFormatException;

    private static bool IsMemoryLimited()
    {
        try
        {
            return File.ReadLines("/proc/self/limits").Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["Max", "address", "space", not "unlimited", ..]);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return false;
        }
    }

    private static IEnumerable<Exception> Causes(Exception broken)
        => (broken is AggregateException several ? several.InnerExceptions.SelectMany(Causes) : broken.InnerException is { } inner ? Causes(inner) : []).Prepend(broken);

    /// <summary>Why nothing can be done in the current folder; null where it can.</summary>
    public static Diagnostic? FindFolderProblem()
    {
        try
        {
            return Environment.CurrentDirectory.Contains('\uFFFD') && StartWords.FindCurrentFolder() is { } folder && !PathBytes.IsUtf8(folder)
                ? FolderNotUtf8("current folder", folder)
                : null;
        }
        catch (IOException)
        {
            return new("DAG6006", null, "the current folder no longer exists") { Hint = "change to a folder that exists: cd …" };
        }
    }

    public static Diagnostic FolderNotUtf8(string which, string folder)
        => new("DAG6007", null, $"the name of the {which} is not UTF-8: '{PathBytes.Shown(folder)}'") { Hint = "rename it, or use another one" };

    /// <summary>What C# did to the whole process while nobody waited for it.</summary>
    /// <param name="whose">Those that it may be of; none: it is not known.</param>
    public static Diagnostic Unheard(IReadOnlyList<string> whose, Exception? thrown)
    {
        var who = whose.Count == 0 ? "C# of the program" : string.Join(" or ", whose);
        return thrown is null
            ? new("DAG6030", null, $"{who} ended the process") { Hint = "code fails by throwing; Environment.Exit ends everything else too" }
            : new("DAG6031", null, $"{thrown.GetType().Name} was thrown by {who} after it had ended: {thrown.Message}") { Hint = "await what a body starts before it ends" };
    }

    public static Diagnostic OutputLost(string reason)
        => new("DAG6005", null, $"cannot write to standard output: {reason}") { Hint = "the output is incomplete; products are cached as usual" };

    public static Diagnostic NotEnded(EquatableList<string> processes)
        => new("DAG6020", null, $"cannot kill processes of scripts: {string.Join(", ", processes)}") { Hint = "kill them manually; one may be waiting for a device" };
}
