using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>A target with a product.</summary>
/// <param name="Task">Its place among the known tasks.</param>
/// <param name="Type">Its declared type's name.</param>
/// <param name="Representation">The C# type it is read as, which belongs to no program.</param>
/// <param name="Packed">Where a small one lay, and what it is known again by.</param>
internal sealed record SnapshotTarget(int Task, string Name, string Type, string Representation, PackedProduct? Packed);
