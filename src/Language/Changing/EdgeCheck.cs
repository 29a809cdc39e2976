using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Changing;

/// <summary>Whether a graph may have the edges that it has: no product that does not fit, nothing that is disabled, no circle.</summary>
internal static class EdgeCheck
{
    /// <summary>The first thing that is wrong with the edges of some tasks and those to them.</summary>
    public static Diagnostic? FindProblem(SourceLocation at, TaskGraph graph, EquatableList<TaskName> suspects)
    {
        foreach (var name in suspects)
        {
            var near = graph.DependentsOf(name).Append(name);
            if (near.Select(task => WhyNot(at, graph.Env, graph.Env.Tasks[task])).OfType<Diagnostic>().FirstOrDefault() is { } problem)
                return problem;
            if (CircleThrough(name, graph) is { } way)
                return ChangeErrors.Circle(at, way);
        }

        return null;
    }

    /// <summary>What is wrong with the edges of one task, where they lead to in an env.</summary>
    /// <param name="at">What made them so; none where it is what they are declared with.</param>
    public static Diagnostic? WhyNot(SourceLocation? at, Env next, TaskDeclaration consumer)
    {
        if (next.Disabled.ContainsKey(consumer.Name))
            return null;

        foreach (var dep in next.Effective(consumer).Deps)
        {
            if (next.Disabled.TryGet(dep.Task, out var disabled))
                return ChangeErrors.IsDisabled(at ?? dep.At, dep.Task, disabled);
            if (dep.Product is null || next.Tasks[dep.Task].Product is var made && made is not null && Assignability.Fits(dep.Wanted ?? dep.Product, made))
                continue;

            return ChangeErrors.ProductDoesNotFit(at ?? dep.At, dep.Task, made, consumer.Name, dep.Wanted ?? dep.Product, dep.At);
        }

        return null;
    }

    private static EquatableList<TaskName>? CircleThrough(TaskName start, TaskGraph graph)
    {
        var cameFrom = new Dictionary<TaskName, TaskName>();
        var waiting = new Queue<TaskName>([start]);
        while (waiting.TryDequeue(out var task))
        {
            foreach (var dep in graph.DepsOf(task))
            {
                if (dep == start)
                    return Way(start, task, cameFrom);
                if (cameFrom.TryAdd(dep, task))
                    waiting.Enqueue(dep);
            }
        }

        return null;
    }

    private static EquatableList<TaskName> Way(TaskName start, TaskName last, Dictionary<TaskName, TaskName> cameFrom)
    {
        var way = new List<TaskName> { start };
        for (var task = last; task != start; task = cameFrom[task])
            way.Insert(0, task);
        way.Insert(0, start);
        return way.ToEquatableList();
    }
}
