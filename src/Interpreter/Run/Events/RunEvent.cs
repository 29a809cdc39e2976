using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Events;

/// <summary>Something that happened in a run. The display, JSON lines and tests all read these and nothing else.</summary>
public abstract record RunEvent(DateTimeOffset At)
{
    public sealed record RunStarted(DateTimeOffset At, string Run, int Tasks) : RunEvent(At)
    {
        /// <summary>Every task of the run, each after its deps; none where no listener wants them.</summary>
        public EquatableList<RunTask> Graph { get; init; } = [];

        /// <summary>How many tasks run at once at most; 0 where nothing will run.</summary>
        public int Workers { get; init; }
    }

    public sealed record TaskStarted(DateTimeOffset At, TaskName Task) : RunEvent(At);

    public sealed record TrialStarted(DateTimeOffset At, TaskName Task, int Attempt) : RunEvent(At);

    public sealed record TrialEnded(DateTimeOffset At, TaskName Task, int Attempt, TrialStatus Status, TimeSpan Elapsed) : RunEvent(At)
    {
        /// <summary>Whether another trial follows, of which a <see cref="TrialRetried"/> tells.</summary>
        public bool IsRetried { get; init; }
    }

    /// <summary>A trial failed, and the task is tried again.</summary>
    /// <param name="Attempt">Which trial failed.</param>
    /// <param name="Trials">How many there may be.</param>
    /// <param name="Reason">Why it failed.</param>
    /// <param name="Wait">How long the task waits until its next trial.</param>
    public sealed record TrialRetried(DateTimeOffset At, TaskName Task, int Attempt, int Trials, TrialStatus Status, TimeSpan Elapsed, string Reason, TimeSpan Wait) : RunEvent(At);

    public sealed record TaskFinished(DateTimeOffset At, TaskName Task, TimeSpan Elapsed) : RunEvent(At);

    /// <summary>Its product was there already, made by the same work.</summary>
    public sealed record TaskReused(DateTimeOffset At, TaskName Task) : RunEvent(At);

    public sealed record TaskFailed(DateTimeOffset At, TaskName Task, TaskFailure Failure) : RunEvent(At);

    public sealed record TaskBlocked(DateTimeOffset At, TaskName Task, TaskName By) : RunEvent(At);

    public sealed record TaskCancelled(DateTimeOffset At, TaskName Task) : RunEvent(At);

    public sealed record Logged(DateTimeOffset At, TaskName Task, string Line) : RunEvent(At);

    public sealed record Progressed(DateTimeOffset At, TaskName Task, double Fraction, string? Note) : RunEvent(At);

    public sealed record MetricRecorded(DateTimeOffset At, TaskName Task, string Name, double Value) : RunEvent(At);

    public sealed record ArtifactKept(DateTimeOffset At, TaskName Task, string Path) : RunEvent(At);

    /// <summary>Its product was copied to where people look for it.</summary>
    public sealed record TaskPublished(DateTimeOffset At, TaskName Task, string Path) : RunEvent(At);

    public sealed record RunFinished(DateTimeOffset At, string Run, RunSummary Summary, TimeSpan Elapsed) : RunEvent(At);
}

/// <summary>A task of a run that starts, with the tasks that it needs.</summary>
/// <param name="Step">Which of the file's run statements it belongs to, from 1.</param>
/// <param name="Expected">How long it took when it was last made; null where that is not known.</param>
public sealed record RunTask(TaskName Task, EquatableList<TaskName> Needs, int Step, TimeSpan? Expected);
