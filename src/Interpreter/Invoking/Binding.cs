using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Invoking;

/// <summary>A literal bound to a C# type, or why it does not fit, as a clause: "it wants int, but this is a text".</summary>
public readonly record struct Binding(ClrValue Value, string? Mismatch, string? Hint = null)
{
    public bool Fits => Mismatch is null;

    public static Binding Of<T>(T value) => new(new ClrValue(value), null);

    public static Binding Not(string mismatch, string? hint = null) => new(default, mismatch, hint);
}
