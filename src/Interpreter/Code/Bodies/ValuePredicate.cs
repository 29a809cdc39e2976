using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>A <c>where</c>, ready to be asked. What it throws goes to who asks.</summary>
public sealed class ValuePredicate(Func<ClrValue, bool> holds)
{
    public bool Holds(ClrValue value) => holds(value);
}
