using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Progress of a thread that validates values, for the thread that waits for it: the type whose C# runs at the moment, a predicate or the making of a value.</summary>
internal sealed class ValidationProgress
{
    [ThreadStatic]
    private static ValidationProgress? ofThread;

    private volatile DagType? type;
    private long count;

    /// <summary>Progress of this thread; null where no other thread waits for it.</summary>
    public static ValidationProgress? OfThread
    {
        get => ofThread;
        set => ofThread = value;
    }

    public DagType? Type => type;

    /// <summary>Count of types so far: another number shows that the thread goes on.</summary>
    public long Count => Volatile.Read(ref count);

    public void Begin(DagType next)
    {
        type = next;
        Volatile.Write(ref count, count + 1);
    }
}
