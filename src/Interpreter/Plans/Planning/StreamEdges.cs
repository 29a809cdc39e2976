using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Planning;

/// <summary>Which edges of a plan are streams: there the consumer begins with the first element, and not at the end of its dep.</summary>
public sealed class StreamEdges
{
    private readonly bool[] stages;
    private readonly HashSet<(int Dep, int Node)> edges;

    private StreamEdges(bool[] stages, HashSet<(int Dep, int Node)> edges)
    {
        this.stages = stages;
        this.edges = edges;
    }

    /// <summary>Null where nothing in the plan is a stream.</summary>
    public static StreamEdges? Of(Plan plan)
    {
        var stages = new bool[plan.Graph.Count];
        var edges = new HashSet<(int Dep, int Node)>();
        var numbers = (Dictionary<TaskName, int>?)null;
        for (var node = 0; node < stages.Length; node++)
        {
            var task = plan.Tasks[node];
            if (task.Given is not null || !task.Declaration.IsStage)
                continue;

            stages[node] = true;
            numbers ??= NumbersOf(plan);
            var takesEach = task.Declaration.Each is not null;
            foreach (var dep in task.Declaration.Deps)
            {
                // Beside 'each', a whole stream is a value: each element may ask for all of it.
                if (dep.IsEach || (!takesEach && dep.Product is { IsStream: true }))
                    edges.Add((numbers[dep.Task], node));
            }
        }

        return numbers is null ? null : new(stages, edges);
    }

    /// <summary>Whether the node makes a stream or takes one while it is made.</summary>
    public bool IsStage(int node) => stages[node];

    public bool Has(int dep, int node) => edges.Contains((dep, node));

    private static Dictionary<TaskName, int> NumbersOf(Plan plan)
    {
        var numbers = new Dictionary<TaskName, int>(plan.Graph.Count);
        for (var node = 0; node < plan.Graph.Count; node++)
            numbers.Add(plan.NameOf(node), node);
        return numbers;
    }
}
