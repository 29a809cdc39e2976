namespace Dag.Interpreter.Run.Scheduling;

/// <summary>The nodes that could start: the one with the most work ahead first, among equals the lowest; without priorities, first come.</summary>
internal sealed class ReadyQueue(long[]? priorities)
{
    private readonly PriorityQueue<int, long> ranked = new();
    private readonly Queue<int> plain = new();

    public int Count => plain.Count + ranked.Count;

    public void Add(int node)
    {
        if (priorities is null)
            plain.Enqueue(node);
        else
            ranked.Enqueue(node, Rank(priorities[node], node));
    }

    public bool TryTake(out int node) => priorities is null ? plain.TryDequeue(out node) : ranked.TryDequeue(out node, out _);

    // One number compares several times faster than a pair. A priority above two thousand million counts as that much.
    private static long Rank(long priority, int node) => (-Math.Clamp(priority, 0, int.MaxValue) << 32) | (uint)node;
}
