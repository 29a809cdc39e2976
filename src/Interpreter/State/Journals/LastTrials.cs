using Dag.Language.Declarations;

namespace Dag.Interpreter.State.Journals;

/// <summary>The work of each task of a file when it was last tried, by its journals; as many of them are read as it takes to find what is asked for.</summary>
internal sealed class LastTrials(RunHistory history, string file) : IDisposable
{
    private readonly IEnumerator<RunRecord> runs = history.Runs.Where(run => run.IsOf(file)).GetEnumerator();
    private readonly Dictionary<string, (RunRecord Run, TaskRecord Task)> known = new(StringComparer.Ordinal);

    /// <summary>Null where it was never tried, or no journal of that is left.</summary>
    public (RunRecord Run, TaskRecord Task)? Of(TaskName task)
    {
        while (!known.ContainsKey(task.Text) && runs.MoveNext())
        {
            foreach (var tried in runs.Current.Tasks.Where(each => each.IsTried).Reverse())
                known.TryAdd(tried.Task, (runs.Current, tried));
        }

        return known.TryGetValue(task.Text, out var found) ? found : null;
    }

    public void Dispose() => runs.Dispose();
}
