namespace Dag.Interpreter.Runtime.Surface;

/// <summary>Where what a body asks for by name outlives its process.</summary>
internal interface ITaskCache
{
    /// <summary>What was made under a name before, by this body or the same one elsewhere; else what is made now.</summary>
    ClrValue Get(string name, Type type, Func<ClrValue> make);
}
