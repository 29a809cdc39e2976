using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Invoking;

/// <summary>A literal bound to a C# type, or why it does not fit, as a clause: "it wants int, but this is a text".</summary>
public readonly record struct Binding(ClrValue Value, string? Mismatch, string? Hint = null)
{
    public bool Fits => Mismatch is null;

    /// <summary>Where in the literal the mismatch is, such as <c>[2].size</c>; null for the literal itself.</summary>
    public string? Part { get; private init; }

    /// <summary>The mismatch with its place in the literal: "at [2].size: it wants int, but this is a text".</summary>
    public string Clause => Part is null ? Mismatch ?? "it fits" : $"at {Part}: {Mismatch}";

    public static Binding Of<T>(T value) => new(new ClrValue(value), null);

    public static Binding Not(string mismatch, string? hint = null) => new(default, mismatch, hint);

    /// <summary>The same mismatch, seen from the list or record that the literal is a part of.</summary>
    internal Binding In(string step) => this with { Part = Part is null ? step : Part.StartsWith('[') ? step + Part : $"{step}.{Part}" };
}
