using Dag.Interpreter.Tracking;

namespace Dag.Interpreter.Executing;

/// <summary>What a task came to.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    public static Outcome Made { get; } = new Succeeded(IsReused: false);

    public static Outcome Reused { get; } = new Succeeded(IsReused: true);

    public static Outcome Stopped { get; } = new Cancelled();

    /// <summary>Its product, if it makes one, is with the executor.</summary>
    public sealed record Succeeded(bool IsReused) : Outcome;

    public sealed record Failed(TaskFailure Failure) : Outcome;

    public sealed record Cancelled : Outcome;
}
