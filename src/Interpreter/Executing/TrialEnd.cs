using Dag.Interpreter.Surface;
using Dag.Interpreter.Tracking;

namespace Dag.Interpreter.Executing;

/// <summary>What one trial came to.</summary>
internal abstract record TrialEnd
{
    private TrialEnd()
    {
    }

    public string Word => this switch
    {
        Made => "succeeded",
        TimedOut => "timed out",
        Failed => "failed",
        _ => "cancelled",
    };

    public sealed record Made(ClrValue Product) : TrialEnd;

    public sealed record Failed(TaskFailure Failure) : TrialEnd;

    public sealed record TimedOut(TaskFailure Failure) : TrialEnd;

    /// <summary>It was cancelled; one that did not heed it goes on somewhere, unseen.</summary>
    public sealed record Stopped(bool IsLeftBehind = false) : TrialEnd;
}
