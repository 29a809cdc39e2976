using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>What a change means before anything runs: what has to be made again, what holds on, and what the first will cost by what it cost before.</summary>
public sealed record ChangeImpact(EquatableList<TaskName> Stale, EquatableList<TaskName> Holding, TimeSpan Cost)
{
    public static ChangeImpact Nothing { get; } = new([], [], TimeSpan.Zero);

    /// <param name="made">The tasks whose products would have been taken before the change.</param>
    /// <param name="holding">Tasks whose products would be taken now, of any run.</param>
    /// <param name="after">The env after the change: what it is given by hand is not made again.</param>
    public static ChangeImpact Of(IReadOnlySet<TaskName> made, IReadOnlySet<TaskName> holding, Env after, Func<TaskName, TimeSpan> tookOf)
    {
        var stale = made.Where(task => !holding.Contains(task) && after.FindTask(task) is not null && !after.Pins.ContainsKey(task)).ToHashSet();
        var cost = stale.Aggregate(TimeSpan.Zero, (sum, task) => sum + tookOf(task));
        return new(after.Tasks.Keys.Where(stale.Contains).ToEquatableList(), after.Tasks.Keys.Where(holding.Contains).ToEquatableList(), cost);
    }
}
