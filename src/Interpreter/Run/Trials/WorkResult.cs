using Dag.Interpreter.State.Journals;

namespace Dag.Interpreter.Run.Trials;

/// <summary>What a task came to.</summary>
public abstract record WorkResult
{
    private WorkResult()
    {
    }

    public static WorkResult Made { get; } = new Succeeded(IsReused: false);

    public static WorkResult Reused { get; } = new Succeeded(IsReused: true);

    public static WorkResult Stopped { get; } = new Cancelled();

    /// <summary>Its product, if it makes one, is with the executor.</summary>
    public sealed record Succeeded(bool IsReused) : WorkResult;

    public sealed record Failed(TaskFailure Failure) : WorkResult;

    public sealed record Cancelled : WorkResult;

    /// <summary>A stream that it was taking has failed.</summary>
    /// <param name="Culprit">The node that failed.</param>
    public sealed record Blocked(int Culprit) : WorkResult;
}
