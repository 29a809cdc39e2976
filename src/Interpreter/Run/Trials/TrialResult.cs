using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Run.Trials;

/// <summary>What one trial came to.</summary>
internal abstract record TrialResult
{
    private TrialResult()
    {
    }

    public TrialStatus Status => this switch
    {
        Made => TrialStatus.Succeeded,
        TimedOut => TrialStatus.TimedOut,
        Failed => TrialStatus.Failed,
        _ => TrialStatus.Cancelled,
    };

    public sealed record Made(ClrValue Product) : TrialResult;

    public sealed record Failed(TaskFailure Failure) : TrialResult;

    public sealed record TimedOut(TaskFailure Failure) : TrialResult;

    /// <summary>It was cancelled; one that did not heed it goes on somewhere, unseen.</summary>
    public sealed record Stopped(bool IsLeftBehind = false) : TrialResult;
}
