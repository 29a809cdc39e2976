using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A product read from what a process left, or why it could not be, as a clause whose subject is the task.</summary>
internal abstract record ProductReading
{
    private ProductReading()
    {
    }

    public sealed record Found(ClrValue Value) : ProductReading;

    public sealed record Unreadable(string Reason, string? Hint = null) : ProductReading;
}
