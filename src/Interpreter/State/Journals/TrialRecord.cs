namespace Dag.Interpreter.State.Journals;

/// <summary>One trial of a task that was tried more than once.</summary>
/// <param name="Reason">Why it failed; null where it did not.</param>
public sealed record TrialRecord(TrialStatus Status, TimeSpan Took, string? Reason)
{
    /// <summary>How long the task waited until its next trial; null behind the last one.</summary>
    public TimeSpan? Wait { get; init; }
}

/// <summary>How one trial of a task ended.</summary>
public enum TrialStatus
{
    Succeeded,
    Failed,
    TimedOut,
    Cancelled,
}

/// <summary>The words for how a trial ended, in progress, in JSON and in journals.</summary>
public static class TrialStatusText
{
    public static string Word(this TrialStatus status) => status switch
    {
        TrialStatus.Succeeded => "succeeded",
        TrialStatus.Failed => "failed",
        TrialStatus.TimedOut => "timed out",
        _ => "cancelled",
    };

    /// <summary>Null where it is none of the words.</summary>
    public static TrialStatus? Find(string? word) => word switch
    {
        "succeeded" => TrialStatus.Succeeded,
        "failed" => TrialStatus.Failed,
        "timed out" => TrialStatus.TimedOut,
        "cancelled" => TrialStatus.Cancelled,
        _ => null,
    };
}
