using Dag.Interpreter.State.Journals;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A run of the journal in a line.</summary>
internal static class RunText
{
    /// <summary>The trials of a task that was tried more than once, a line each.</summary>
    public static IEnumerable<string> TrialsOf(TaskRecord task)
    {
        for (var i = 0; i < task.Trials.Count; i++)
        {
            var trial = task.Trials[i];
            var wait = trial.Wait is { } length && length > TimeSpan.Zero ? $", then waited {Units.Duration(length)}" : "";
            yield return VisibleText.OfOneLine($"trial {i + 1} {trial.Status.Word()} after {Units.Duration(trial.Took)}{wait}{(trial.Reason is { } reason ? $": {reason}" : "")}");
        }
    }

    public static string Of(RunRecord run, bool isRunning)
    {
        var counts = TaskOutcomeText.All.Select(end => (Word: end.Word(), Count: run.Count(end))).Where(each => each.Count > 0).Select(each => $"{each.Count} {each.Word}");
        var took = run.End is null ? "" : $" in {Units.Duration(run.Took)}";
        return $"{run.Name}   {run.End?.Word() ?? (isRunning ? "running" : "did not finish")}{took}   {string.Join(", ", counts)}   {VisibleText.OfOneLine(Path.GetFileName(run.File))} {string.Join(' ', run.Targets)}\n";
    }
}
