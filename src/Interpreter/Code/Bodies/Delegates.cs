using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>A C# body: it takes the products of the deps that have one, in order, then the options, in order. An action gives nothing.</summary>
public delegate ValueTask<ClrValue> TaskBody(TaskContext task, ClrValue[] arguments);

/// <summary>A <c>where</c>, ready to be asked. What it throws goes to who asks.</summary>
public sealed class ValuePredicate(Func<ClrValue, bool> holds)
{
    public bool Holds(ClrValue value) => holds(value);
}
