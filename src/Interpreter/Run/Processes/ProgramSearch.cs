using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Run.Processes;

/// <summary>Finds a program as execvp does, but on the PATH the process will have, not on ours.</summary>
internal sealed class ProgramSearch
{
    private const string UsualPath = "/bin:/usr/bin";

    private readonly ConcurrentDictionary<(string Path, string Name), string> found = [];

    /// <summary>One that was found is taken to be there still: who starts it hears if it is not.</summary>
    public bool TryFind(ProcessRequest order, out string program, [NotNullWhen(false)] out string? whyNot)
    {
        var key = (Path: PathOf(order), Name: order.Program);
        if (found.TryGetValue(key, out var known))
        {
            (program, whyNot) = (known, null);
            return true;
        }

        var isThere = TryFindAnew(order, out program, out whyNot);
        // What is relative leads elsewhere from another folder.
        if (isThere && key.Path.Split(':').All(Path.IsPathRooted))
            found[key] = program;
        return isThere;
    }

    /// <summary>As a shell looks, each time: another may have been put in front of it meanwhile.</summary>
    public static bool TryFindAnew(ProcessRequest order, out string program, [NotNullWhen(false)] out string? whyNot)
    {
        program = order.Program;
        whyNot = null;
        if (order.Program.Contains('/', StringComparison.Ordinal))
            return true;

        var path = PathOf(order);
        string? notExecutable = null;
        foreach (var folder in path.Split(':'))
        {
            var candidate = Path.Combine(order.WorkingDirectory, folder, order.Program);
            // One system call for each folder without the program. Root may execute folders too.
            var mayBeExecuted = Libc.Access(candidate, Libc.MayExecute) == 0;
            if ((!mayBeExecuted && Marshal.GetLastPInvokeError() == Libc.NoSuchFile) || FileState.Of(candidate) is null)
                continue;
            program = candidate;
            if (mayBeExecuted)
                return true;

            notExecutable ??= candidate;
        }

        whyNot = order.Program.Length == 0 ? "the program's name is empty"
            : notExecutable is null ? $"program '{order.Program}' not found on the PATH ({path})"
            : $"'{notExecutable}' is not executable";
        return false;
    }

    private static string PathOf(ProcessRequest order)
    {
        foreach (var (name, value) in order.Environment.Span)
        {
            if (name == "PATH")
                return value;
        }
        return UsualPath;
    }
}
