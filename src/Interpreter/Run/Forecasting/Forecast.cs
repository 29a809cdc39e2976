namespace Dag.Interpreter.Run.Forecasting;

/// <summary>What would become of a node, and why.</summary>
/// <param name="Verb"><c>run</c>; <c>reuse</c>; <c>free</c> for what runs and is let go once nobody waits for it; nothing where there is nothing to do.</param>
public sealed record Forecast(string Verb, string Why);
