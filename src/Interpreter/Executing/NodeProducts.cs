using Dag.Interpreter.Caching;
using Dag.Interpreter.Fingerprinting;
using Dag.Interpreter.Planning;
using Dag.Interpreter.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Executing;

/// <summary>
/// What the nodes of a run came to: the content of each product, and the product itself, or where it is kept, for as long as somebody still waits
/// for it.
/// </summary>
internal sealed class NodeProducts
{
    // The collector lets memory grow to several times what is in use before it looks at large objects by itself.
    private const long MostLeftLying = 64 << 20;

    private readonly State[] states;
    private readonly int[] waiting;

    private readonly Plan plan;
    private long leftLying;

    public NodeProducts(Plan plan)
    {
        this.plan = plan;
        states = new State[plan.Graph.Count];
        waiting = new int[plan.Graph.Count];
        for (var node = 0; node < waiting.Length; node++)
            waiting[node] = plan.Graph.DependentsOf(node).Length;
        // Who asked for the run waits for its targets.
        foreach (var target in plan.Targets)
            waiting[target]++;
    }

    /// <summary>Whether the node has ended well.</summary>
    public bool IsMade(int node) => states[node].IsMade;

    public ContentDigest? ContentOf(int node) => states[node].Content;

    /// <summary>Where it is kept, where the product itself was not looked at yet.</summary>
    public KeptProduct? KeptOf(int node) => states[node].Kept;

    public bool TryGet(int node, out ClrValue value)
    {
        value = states[node].Value;
        return states[node].HasValue;
    }

    /// <summary>The work that it came of, where that can be known again.</summary>
    public Fingerprint? WorkOf(int node) => states[node].Work;

    public void Made(int node, ClrValue value, ContentDigest? content, Fingerprint? work)
        => states[node] = waiting[node] > 0 || !CanGo(node, work) ? new(true, content, work, true, value, null) : new(true, content, work, false, default, null);

    public void Kept(int node, Fingerprint work, KeptProduct product) => states[node] = new(true, product.Content, work, false, default, product);

    /// <summary>One of those that waited for it does no more.</summary>
    public void Release(int node)
    {
        if (Interlocked.Decrement(ref waiting[node]) > 0 || !CanGo(node, states[node].Work) || !states[node].HasValue)
            return;

        states[node] = states[node] with { HasValue = false, Value = default };
        Interlocked.Add(ref leftLying, states[node].Content?.Size ?? 0);
    }

    /// <summary>Gives back the memory of large products that were let go, before others are made in their place.</summary>
    public void Collect()
    {
        if (Interlocked.Read(ref leftLying) >= MostLeftLying && Interlocked.Exchange(ref leftLying, 0) >= MostLeftLying)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
    }

    // What is kept nowhere else stays for the prompt, unless its task says otherwise.
    private bool CanGo(int node, Fingerprint? work) => work is not null || plan.Tasks[node].Declaration.Cache == CacheMode.Never;

    private readonly record struct State(bool IsMade, ContentDigest? Content, Fingerprint? Work, bool HasValue, ClrValue Value, KeptProduct? Kept);
}
