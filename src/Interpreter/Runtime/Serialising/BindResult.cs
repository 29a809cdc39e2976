using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A literal bound to a C# type, or why it does not fit, as a clause: "expected int, found a text".</summary>
public readonly record struct BindResult(ClrValue Value, string? Mismatch, string? Hint = null)
{
    public bool Fits => Mismatch is null;

    /// <summary>Where in the literal the mismatch is, such as <c>[2].size</c>; null for the literal itself.</summary>
    public string? Part { get; private init; }

    /// <summary>The mismatch with its place in the literal: "at [2].size: expected int, found a text".</summary>
    public string Clause => Part is null ? Mismatch ?? "it fits" : $"at {Part}: {Mismatch}";

    /// <summary>The same with its place in JSON: "at $[2].size: …".</summary>
    public string JsonClause => Part is null ? Mismatch ?? "it fits" : $"at ${(Part.StartsWith('[') ? "" : ".")}{Part}: {Mismatch}";

    public static BindResult Of<T>(T value) => new(new ClrValue(value), null);

    public static BindResult Not(string mismatch, string? hint = null) => new(default, mismatch, hint);

    /// <summary>The same mismatch, seen from the list that the literal is a part of.</summary>
    internal BindResult In(int index) => Within($"[{index}]");

    /// <summary>The same mismatch, seen from the record that the literal is a part of.</summary>
    internal BindResult In(string field) => Within(MemberPath.Step(field));

    private BindResult Within(string step) => this with { Part = Part is null ? step : Part.StartsWith('[') ? step + Part : $"{step}.{Part}" };
}
