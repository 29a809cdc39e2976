using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Type whose C# a thread asks at the moment, for another thread that waits for it: a predicate, or what makes a value of a literal.</summary>
internal sealed class AskedCode
{
    [ThreadStatic]
    private static AskedCode? ofThread;

    private volatile DagType? type;
    private long count;

    /// <summary>That of this thread; null where nobody waits.</summary>
    public static AskedCode? OfThread
    {
        get => ofThread;
        set => ofThread = value;
    }

    public DagType? Type => type;

    /// <summary>How many were asked so far: another number shows that it goes on.</summary>
    public long Count => Volatile.Read(ref count);

    public void Begin(DagType asked)
    {
        type = asked;
        Volatile.Write(ref count, count + 1);
    }
}
