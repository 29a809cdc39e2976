using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Forecasting;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>What a run would do with a task, and why; and further in, with what it needs that would not be taken as it is.</summary>
internal sealed class ForecastTree(Plan plan, IReadOnlyList<Forecast> forecasts)
{
    private readonly Dictionary<TaskName, int> nodes = Enumerable.Range(0, forecasts.Count).ToDictionary(plan.NameOf);
    private readonly HashSet<TaskName> told = [];

    public EquatableList<string> Of(TaskName task) => Lines(task, "").ToEquatableList();

    private IEnumerable<string> Lines(TaskName task, string indent)
    {
        if (!nodes.TryGetValue(task, out var node) || !told.Add(task))
            yield break;

        var (kind, why, _) = forecasts[node];
        yield return indent + Sentence(task, node, kind, why);
        foreach (var dep in kind == ForecastKind.Reuse ? [] : plan.Tasks[node].Declaration.Deps.Where(IsMadeAnew))
        {
            foreach (var line in Lines(dep.Task, indent + "    "))
                yield return line;
        }
    }

    private bool IsMadeAnew(DepDeclaration dep) => nodes.TryGetValue(dep.Task, out var node) && forecasts[node].Kind is ForecastKind.Run or ForecastKind.Free;

    private string Sentence(TaskName task, int node, ForecastKind kind, string why) => kind switch
    {
        ForecastKind.Reuse => $"{task} is up to date: {why}",
        ForecastKind.Run or ForecastKind.Free => $"{task} would run: {why}",
        _ => plan.Tasks[node].Given is null ? $"{task} is a marker: it only groups its deps" : $"{task} is pinned",
    };
}
