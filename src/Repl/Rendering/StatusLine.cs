using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.Run.Working;
using Dag.Language.Declarations;

namespace Dag.Repl.Rendering;

/// <summary>Status of a task before a run, a line of <c>dag status</c>: whether it would run, and why.</summary>
/// <param name="Why">Empty for markers and pinned tasks.</param>
/// <param name="Cause">Null where the task would not run.</param>
internal sealed record StatusLine(TaskName Task, StatusKind Kind, string Why, RunCause? Cause)
{
    /// <summary>A status for each task that a run would come to, in the order of the run; a task of several steps is listed with its first.</summary>
    public static IReadOnlyList<StatusLine> Of(PlanResult planned, IReadOnlyList<IReadOnlyList<Forecast>> forecasts)
    {
        var (statuses, known) = (new List<StatusLine>(), new HashSet<TaskName>());
        for (var i = 0; i < forecasts.Count; i++)
        {
            for (var node = 0; node < forecasts[i].Count; node++)
            {
                var (task, forecast) = (planned.Plans[i].Tasks[node], forecasts[i][node]);
                var status = new StatusLine(task.Declaration.Name, task.Given is not null ? StatusKind.Pinned : KindOf(forecast), forecast.Why, forecast.Cause);
                if (!task.Declaration.IsMarker && known.Add(status.Task))
                    statuses.Add(status);
            }
        }

        return statuses;
    }

    private static StatusKind KindOf(Forecast forecast) => forecast.Cause switch
    {
        null => StatusKind.UpToDate,
        RunCause.Always => StatusKind.Always,
        RunCause.New => StatusKind.New,
        _ => StatusKind.OutOfDate,
    };
}

/// <summary>What a run would do with a task, in the groups of <c>dag status</c>.</summary>
internal enum StatusKind
{
    OutOfDate,
    New,
    Always,
    UpToDate,
    Pinned,
}
