using Dag.Interpreter.Plans.Invoking;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Planning;

/// <summary>What is to be done: the tasks that the targets need, each after its deps, as a graph and by number.</summary>
public sealed class Plan
{
    private Plan(PlanGraph graph, EquatableList<BoundTask> tasks, int[] targets, Env env)
    {
        Graph = graph;
        Tasks = tasks;
        Targets = targets;
        Env = env;
    }

    public PlanGraph Graph { get; }

    public EquatableList<BoundTask> Tasks { get; }

    public IReadOnlyList<int> Targets { get; }

    public Env Env { get; }

    public TaskName NameOf(int node) => Tasks[node].Declaration.Name;

    public static Plan Of(Invocation invocation)
    {
        var numbers = new Dictionary<TaskName, int>(invocation.Tasks.Count);
        var builder = new PlanGraph.Builder(invocation.Tasks.Count);
        var deps = new List<int>();
        foreach (var task in invocation.Tasks)
        {
            deps.Clear();
            foreach (var dep in task.Declaration.Deps)
                deps.Add(numbers[dep.Task]);
            numbers.Add(task.Declaration.Name, builder.Add([.. deps]));
        }

        return new(builder.ToGraph(), invocation.Tasks, [.. invocation.Targets.Select(target => numbers[target])], invocation.Env);
    }
}
