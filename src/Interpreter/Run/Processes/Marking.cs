namespace Dag.Interpreter.Run.Processes;

/// <summary>
/// Start of processes that have a mark when they begin to run. They inherit it from this program, which has one for all its threads: so the next has to wait until the
/// last has been forked, but not until it runs.
/// </summary>
internal sealed class Marking
{
    private const int MostRead = 4096;

    [ThreadStatic]
    private static string? children;

    private readonly Lock gate = new();
    private Fork? last;

    public int Start(ProcessMark mark, Func<int> start)
    {
        var fork = new Fork(mark, children ??= FindChildren());
        lock (gate)
        {
            var wait = new SpinWait();
            while (last is { IsOver: false } before && !before.HasChild())
                wait.SpinOnce();
            last = fork;
            mark.PutOnThisProgram();
        }

        var answer = start();
        fork.IsOver = true;
        lock (gate)
        {
            // What is no script has no script's mark.
            if (last == fork)
                (mark with { Script = ProcessMark.AnyScript }).PutOnThisProgram();
        }

        return answer;
    }

    // The list of what this thread has started.
    private static string FindChildren() => $"/proc/{new FileInfo("/proc/thread-self").LinkTarget}/children";

    private sealed class Fork(ProcessMark mark, string children)
    {
        private volatile bool isOver;

        public bool IsOver
        {
            get => isOver;
            set => isOver = value;
        }

        /// <summary>Whether there is a process with its mark; where that cannot be seen it is when it is over.</summary>
        public bool HasChild()
        {
            Span<byte> buffer = stackalloc byte[MostRead];
            return ProcessTable.NumbersIn(ProcessTable.ReadFile(children, buffer)).Exists(child => ProcessMark.Of(child) == mark);
        }
    }
}
