namespace Dag.Interpreter.State.Journals;

/// <summary>What became of a task in a run: made, reused, given by hand, failed, blocked by what it needs, or cancelled.</summary>
public enum TaskOutcome
{
    Made,
    Reused,
    Given,
    Failed,
    Blocked,
    Cancelled,
}
