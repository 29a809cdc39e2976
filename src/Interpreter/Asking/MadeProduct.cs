using Dag.Interpreter.Invoking;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Asking;

/// <summary>What a task has made, and out of what work.</summary>
public sealed record MadeProduct(InvokedTask Task, ClrValue Value);
