using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Asking;

/// <summary>What a change means before anything runs: what has to be made again, what holds on, and what the first will cost by what it cost before.</summary>
public sealed record ChangeMeaning(EquatableList<TaskName> Stale, EquatableList<TaskName> Holding, TimeSpan Cost)
{
    /// <param name="before">The env before the change, to leave out what was stale then already.</param>
    public static ChangeMeaning Of(WorkRecords records, Env before, Env after)
    {
        if (records.IsEmpty)
            return new([], [], TimeSpan.Zero);

        var holding = records.TasksThatAre("cached", after);
        var stale = records.TasksThatAre("cached", before).Where(task => !holding.Contains(task) && after.FindTask(task) is not null).ToEquatableList();
        var cost = stale.Aggregate(TimeSpan.Zero, (sum, task) => sum + (records.Find(task)?.Took ?? TimeSpan.Zero));
        return new(stale, after.Tasks.Keys.Where(holding.Contains).ToEquatableList(), cost);
    }
}
