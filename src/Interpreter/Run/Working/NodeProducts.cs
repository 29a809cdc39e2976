using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

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
    private readonly Func<int, ClrValue, Func<ClrValue?>> hold;

    /// <param name="hold">Takes over what can be known again by nothing, as long as there is room.</param>
    public NodeProducts(Plan plan, Func<int, ClrValue, Func<ClrValue?>> hold)
    {
        this.plan = plan;
        this.hold = hold;
        states = new State[plan.Graph.Count];
        Array.Fill(states, State.None);
        waiting = new int[plan.Graph.Count];
        for (var node = 0; node < waiting.Length; node++)
            waiting[node] = plan.Graph.DependentsOf(node).Length + (plan.Tasks[node] is { Given: null, Declaration.Publish: not null } ? 1 : 0);
        // What is published is read once the run is over; who asked for the run waits for its targets.
        foreach (var target in plan.Targets)
            waiting[target]++;
    }

    /// <summary>Whether the node has ended well.</summary>
    public bool IsMade(int node) => states[node].IsMade;

    public ContentDigest? ContentOf(int node) => states[node].Content;

    /// <summary>Where it is kept, where the product itself was not looked at yet.</summary>
    public CachedProduct? KeptOf(int node) => states[node].Kept;

    public bool TryGet(int node, out ClrValue value)
    {
        var state = states[node];
        value = state.HasValue || state.Seen?.Target is not { } seen ? state.Value : new ClrValue(seen);
        return state.HasValue || value.Raw is not null;
    }

    /// <summary>The product where it is held here, and so for as long as the run lasts.</summary>
    public ClrValue? FindHeld(int node) => states[node] is { HasValue: true } state ? state.Value : null;

    /// <summary>The work that it came of, where that can be known again.</summary>
    public Fingerprint? WorkOf(int node) => states[node].Work;

    /// <summary>The files and folders of its product that anybody may write to, where it has any.</summary>
    public ProductFiles? FilesOf(int node) => states[node].Files;

    /// <param name="files">Those of the product that anybody may write to.</param>
    public void Made(int node, ClrValue value, ContentDigest? content, Fingerprint? work, ProductFiles? files = null)
    {
        var isWanted = waiting[node] > 0;
        states[node] = new(true, content, work, isWanted, isWanted ? value : default, null)
        {
            Later = isWanted || CanGo(node, work) ? null : hold(node, value),
            Files = files,
        };
    }

    public void Kept(int node, Fingerprint work, CachedProduct product) => states[node] = new(true, product.Content, work, false, default, product);

    /// <summary>The product lies in the store: those that wait for it fetch it from there, unless it is still about.</summary>
    public void Stored(int node, ClrValue value, Fingerprint work, CachedProduct.OnDisk product)
        => states[node] = new(true, product.Content, work, false, default, product) { Seen = value.Raw is { } raw ? new(raw) : null };

    /// <summary>One of those that waited for it does no more.</summary>
    public void Release(int node)
    {
        if (Interlocked.Decrement(ref waiting[node]) > 0)
            return;

        var state = states[node];
        if (!state.HasValue && state.Kept is not CachedProduct.InMemory)
            return;

        var later = CanGo(node, state.Work) ? null : hold(node, state.Value);
        states[node] = state with { HasValue = false, Value = default, Kept = state.Kept as CachedProduct.OnDisk, Later = later };
        Interlocked.Add(ref leftLying, Math.Min(MostLeftLying, state.Content?.Size ?? 0));
    }

    /// <summary>Gives back the memory of large products that were let go, before others are made in their place.</summary>
    public void Collect()
    {
        if (Interlocked.Read(ref leftLying) >= MostLeftLying && Interlocked.Exchange(ref leftLying, 0) >= MostLeftLying)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
    }

    /// <summary>How it may be had once more after the run, where nothing else keeps it and nobody waits for it.</summary>
    public Func<ClrValue?>? LaterOf(int node) => states[node].Later;

    private bool CanGo(int node, Fingerprint? work) => work is not null || plan.Tasks[node].Declaration.Cache == CacheMode.Never;

    // One reference, so that who reads it while it is written sees all of it.
    private sealed record State(bool IsMade, ContentDigest? Content, Fingerprint? Work, bool HasValue, ClrValue Value, CachedProduct? Kept)
    {
        public static readonly State None = new(false, null, null, false, default, null);

        /// <summary>What was last seen of a product that lies in the store; it keeps nothing alive.</summary>
        public WeakReference? Seen { get; init; }

        public Func<ClrValue?>? Later { get; init; }

        public ProductFiles? Files { get; init; }
    }
}
