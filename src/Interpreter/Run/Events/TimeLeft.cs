using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Events;

/// <summary>
/// Estimate of how long a run will go on, by how long its tasks took when they were last made. What will be reused is not known: a task counts until it has ended.
/// </summary>
internal sealed class TimeLeft(EquatableList<RunTask> graph, int workers)
{
    private readonly HashSet<TaskName> ended = [];

    public void End(TaskName task) => ended.Add(task);

    /// <summary>The longer of the longest way through what is left and all of it shared among the workers; and whether every task's time is known. Null where none is.</summary>
    /// <param name="running">The tasks that run, with how long they have been running.</param>
    public (TimeSpan Left, bool IsWhole)? Find(IReadOnlyDictionary<TaskName, TimeSpan> running)
    {
        var (ways, sum, longest, isAnyKnown, isWhole) = (new Dictionary<TaskName, TimeSpan>(graph.Count), TimeSpan.Zero, TimeSpan.Zero, false, true);
        foreach (var each in graph)
        {
            var before = TimeSpan.Zero;
            foreach (var need in each.Needs)
                before = ways.TryGetValue(need, out var way) && way > before ? way : before;

            var own = ended.Contains(each.Task) ? TimeSpan.Zero : each.Expected ?? TimeSpan.Zero;
            if (own > TimeSpan.Zero)
                isAnyKnown = true;
            if (!ended.Contains(each.Task) && each.Expected is null)
                isWhole = false;
            if (running.TryGetValue(each.Task, out var elapsed))
                own = elapsed < own ? own - elapsed : TimeSpan.Zero;
            sum += own;
            ways[each.Task] = before + own;
            longest = before + own > longest ? before + own : longest;
        }

        return isAnyKnown ? (longest > sum / Math.Max(1, workers) ? longest : sum / Math.Max(1, workers), isWhole) : null;
    }
}
