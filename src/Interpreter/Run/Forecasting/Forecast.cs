using Dag.Interpreter.Run.Working;

namespace Dag.Interpreter.Run.Forecasting;

/// <summary>Forecast of what a run would do with a node, and why.</summary>
/// <param name="Cause">Null where the task would not run.</param>
public sealed record Forecast(ForecastKind Kind, string Why, RunCause? Cause = null);

/// <summary>What a run would do with a node.</summary>
public enum ForecastKind
{
    /// <summary>Nothing: the node is a marker, or its product is pinned.</summary>
    Nothing,

    /// <summary>The task would run.</summary>
    Run,

    /// <summary>The stored product would be reused.</summary>
    Reuse,

    /// <summary>The task would run, and its product would be freed after its last use.</summary>
    Free,
}

/// <summary>The words for forecasts, which plans and their JSON show.</summary>
public static class ForecastKindText
{
    /// <summary><c>run</c>, <c>reuse</c> or <c>free</c>; empty for nothing.</summary>
    public static string Word(this ForecastKind kind) => kind switch
    {
        ForecastKind.Run => "run",
        ForecastKind.Reuse => "reuse",
        ForecastKind.Free => "free",
        _ => "",
    };
}
