namespace Dag.Measures;

/// <summary>Circles of references: the largest sets of types in which each reaches each, by the algorithm of Tarjan.</summary>
public static class Circles
{
    public static IReadOnlyList<IReadOnlyList<TypeNode>> In(IEnumerable<TypeNode> types)
    {
        var search = new Search();
        foreach (var type in types)
            search.Visit(type);
        return search.Found;
    }

    private sealed class Search
    {
        private readonly Dictionary<TypeNode, int> order = [];
        private readonly Dictionary<TypeNode, int> lowest = [];
        private readonly Stack<TypeNode> path = new();
        private readonly HashSet<TypeNode> onPath = [];

        public List<IReadOnlyList<TypeNode>> Found { get; } = [];

        public void Visit(TypeNode type)
        {
            if (!order.TryAdd(type, order.Count))
                return;

            lowest[type] = order[type];
            path.Push(type);
            onPath.Add(type);
            foreach (var used in type.Uses)
            {
                Visit(used);
                if (onPath.Contains(used))
                    lowest[type] = Math.Min(lowest[type], lowest[used]);
            }

            if (lowest[type] == order[type])
                Close(type);
        }

        private void Close(TypeNode first)
        {
            var circle = new List<TypeNode>();
            do
            {
                circle.Add(path.Pop());
                onPath.Remove(circle[^1]);
            }
            while (circle[^1] != first);

            if (circle.Count > 1)
                Found.Add(circle);
        }
    }
}
