using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A text read as one thing, or why it could not be, as a clause whose subject is the text.</summary>
internal abstract record ScalarReading
{
    private ScalarReading()
    {
    }

    public sealed record Found(ClrValue Value) : ScalarReading;

    public sealed record Refused(string Why, string? Hint = null) : ScalarReading;
}
