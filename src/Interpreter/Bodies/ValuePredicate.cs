using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Bodies;

/// <summary>A <c>where</c>, ready to be asked. What it throws goes to who asks.</summary>
public sealed class ValuePredicate(Func<ClrValue, bool> holds)
{
    public bool Holds(ClrValue value) => holds(value);
}
