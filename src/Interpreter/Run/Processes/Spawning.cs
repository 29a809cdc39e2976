using System.Runtime.InteropServices;

namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Starts one child by posix_spawn, its streams opened straight onto files by the child itself, so nothing it writes comes through us.
/// A child cannot be tied to our own death this way (PR_SET_PDEATHSIG has no place in posix_spawn, and a wrapper would cost a second exec):
/// that is what the <see cref="RunWatcher"/> is for.
/// </summary>
/// <param name="flags">Those of posix_spawn, where they are others than usual.</param>
internal sealed unsafe class Spawning(short? flags = null)
{
    // More than posix_spawn_file_actions_t takes in glibc (80), musl (80) and macOS (8).
    private const int ActionsSize = 256;
    private const uint ReadableByAll = 0x1B6;
    private const int LastBusyWait = 6;
    private const string Shell = "/bin/sh";

    private static readonly delegate* unmanaged<byte*, int, int> AddCloseFrom = FindCloseFrom();

    private readonly SpawnAttributes attributes = new(flags);

    /// <summary>Starts the program and answers with its number; or with an error number, negated. A script without a #! line is one for the shell, as in execvp.</summary>
    public int Start(ProcessRequest order, string program)
        => StartItself(order, program) is var answer && answer == -Libc.NotAProgram ? Attempt(order, Shell, [Shell, program, .. order.Arguments]) : answer;

    /// <summary>The same, but for what is no program to the system.</summary>
    public int StartItself(ProcessRequest order, string program)
    {
        var answer = Attempt(order, program, [order.Program, .. order.Arguments]);

        // Another thread's child, between its fork and its exec, may still hold a program file open that was just written here.
        for (var wait = 0; answer == -Libc.TextBusy && wait <= LastBusyWait; wait++)
        {
            Thread.Sleep(1 << wait);
            answer = Attempt(order, program, [order.Program, .. order.Arguments]);
        }

        return answer;
    }

    private int Attempt(ProcessRequest order, string program, ReadOnlySpan<string> arguments)
    {
        using var texts = new NativeStrings(order, program, arguments);
        var actions = stackalloc byte[ActionsSize];
        _ = Libc.InitActions(actions);
        var pid = 0;
        var error = AddActions(actions, texts, oneFile: order.StandardErrorPath == order.StandardOutputPath, order.Redirections.Span);
        if (error == 0)
            error = Libc.Spawn(&pid, texts.Program, actions, attributes.Pointer, texts.Arguments, texts.Environment);
        _ = Libc.DestroyActions(actions);
        return error == 0 ? pid : -error;
    }

    private static int AddActions(byte* actions, NativeStrings texts, bool oneFile, ReadOnlySpan<Redirection> redirections)
    {
        int error;
        fixed (byte* nothing = "/dev/null"u8)
            error = Libc.AddOpen(actions, 0, nothing, 0, 0);
        if (error == 0)
            error = Libc.AddOpen(actions, 1, texts.StandardOutput, Libc.WriteAnew, ReadableByAll);
        if (error == 0)
            error = oneFile ? Libc.AddDuplicate(actions, 1, 2) : Libc.AddOpen(actions, 2, texts.StandardError, Libc.WriteAnew, ReadableByAll);
        if (error == 0)
            error = Libc.AddChangeDirectory(actions, texts.WorkingDirectory);
        if (error == 0)
            error = AddRedirections(actions, redirections, texts.Redirections);
        // What we open is closed on exec; this closes what our own parent left open in us.
        if (error == 0 && AddCloseFrom != null)
            error = AddCloseFrom(actions, 3);
        return error;
    }

    private static int AddRedirections(byte* actions, ReadOnlySpan<Redirection> redirections, byte* path)
    {
        var error = 0;
        foreach (var redirection in redirections)
        {
            if (error == 0)
            {
                error = redirection switch
                {
                    Redirection.From => Libc.AddOpen(actions, redirection.Stream, path, 0, 0),
                    Redirection.To(_, _, var adds) => Libc.AddOpen(actions, redirection.Stream, path, adds ? Libc.AddTo : Libc.WriteOver, ReadableByAll),
                    Redirection.Same(_, var other) => Libc.AddDuplicate(actions, other, redirection.Stream),
                    _ => throw new System.Diagnostics.UnreachableException($"redirection {redirection}"),
                };
            }

            // To the next path, behind the zero of this one.
            while (*path++ != 0) { }
        }

        return error;
    }

    /// <summary>Found by hand, since glibc has it from 2.34 only, and musl and macOS not at all.</summary>
    private static delegate* unmanaged<byte*, int, int> FindCloseFrom()
        => NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "posix_spawn_file_actions_addclosefrom_np", out var address)
            ? (delegate* unmanaged<byte*, int, int>)address
            : null;
}
