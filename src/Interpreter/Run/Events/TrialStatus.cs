namespace Dag.Interpreter.Run.Events;

/// <summary>How one trial of a task ended.</summary>
public enum TrialStatus
{
    Succeeded,
    Failed,
    TimedOut,
    Cancelled,
}

/// <summary>The words for how a trial ended, in progress and in JSON.</summary>
public static class TrialStatusText
{
    public static string Word(this TrialStatus status) => status switch
    {
        TrialStatus.Succeeded => "succeeded",
        TrialStatus.Failed => "failed",
        TrialStatus.TimedOut => "timed out",
        _ => "cancelled",
    };
}
