namespace Dag.Interpreter.Scheduling;

/// <summary>The nodes that could start: the one with the most work ahead first, among equals the lowest; without priorities, first come.</summary>
internal sealed class ReadyQueue(long[]? priorities)
{
    private readonly PriorityQueue<int, (long, int)> ranked = new();
    private readonly Queue<int> plain = new();

    public void Add(int node)
    {
        if (priorities is null)
            plain.Enqueue(node);
        else
            ranked.Enqueue(node, (-priorities[node], node));
    }

    public bool TryTake(out int node) => priorities is null ? plain.TryDequeue(out node) : ranked.TryDequeue(out node, out _);
}
