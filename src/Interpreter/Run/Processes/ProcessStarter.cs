namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// The door to child processes: starts one, waits for it, and ends it with its whole tree when asked to. Whatever goes wrong is an end of
/// the process, never an exception.
/// </summary>
internal sealed class ProcessStarter
{
    private static readonly TimeSpan UsualGrace = TimeSpan.FromSeconds(2);

    private readonly TimeProvider clock;
    private readonly TimeSpan grace;
    private readonly ProcessSupervisor supervisor = ProcessSupervisor.OfThisProgram;
    private readonly Spawning spawning = new();
    private readonly ProgramSearch programs = new();

    /// <param name="grace">What a tree has between SIGTERM and SIGKILL when it is cancelled; two seconds if not said.</param>
    public ProcessStarter(TimeProvider clock, TimeSpan? grace = null)
    {
        this.clock = clock;
        this.grace = grace ?? UsualGrace;
        AttendToChildren();
    }

    /// <summary>Where it awaits its children, and where they are best started from.</summary>
    internal ProcessThreadPool Threads { get; } = new();

    /// <summary>
    /// The process has been started when this returns; the task ends when its leader has been reaped and the rest of its tree was killed.
    /// A cancelled process ends as it ended (mostly by SIGTERM); the caller knows its own token.
    /// </summary>
    public Task<ProcessExit> RunAsync(ProcessRequest order, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested || supervisor.IsClosed)
            return NotStarted("it was cancelled before it started");
        if (StartFailure.Refusal(order) is { } refusal)
            return NotStarted(refusal);
        if (!programs.TryFind(order, out var program, out var whyNot))
            return NotStarted(whyNot);

        supervisor.Begin();
        var started = clock.GetTimestamp();
        var (answer, script) = supervisor.Start(() => TryWithoutShell(order, program) ?? spawning.Start(order, program));
        if (answer < 0)
            return NotStarted(StartFailure.Explain(-answer, order, program));

        var process = new RunningProcess(answer, script, order.WorkingDirectory, started, clock, grace, supervisor);
        supervisor.Enter(process);
        process.EndWhen(cancellation);
        Threads.Post(process.Await);
        return process.End;
    }

    /// <summary>Null where that cannot be: the shell then says why.</summary>
    private int? TryWithoutShell(ProcessRequest order, string shell)
        => order.WithoutShell is { } plain
            && shell is "/bin/sh" or "/usr/bin/sh"
            && ProgramSearch.TryFindAnew(plain, out var program, out _)
            && spawning.StartItself(plain, program) is > 0 and var answer
                ? answer
                : null;

    private static Task<ProcessExit> NotStarted(string reason) => Task.FromResult<ProcessExit>(new ProcessExit.NotStarted(reason));

    /// <summary>
    /// The parent of this program may have left SIGCHLD ignored, and then the kernel discards the exit codes of children. The handler
    /// stands first in the C library's structure everywhere, ignoring is 1, and a structure of zeros is the default.
    /// </summary>
    private static unsafe void AttendToChildren()
    {
        var action = stackalloc byte[256];
        const nint ignored = 1;
        if (Libc.SignalAction(Libc.ChildSignal, null, action) != 0 || *(nint*)action != ignored)
            return;
        new Span<byte>(action, 256).Clear();
        _ = Libc.SignalAction(Libc.ChildSignal, action, null);
    }
}
