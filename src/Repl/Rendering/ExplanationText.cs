using System.Globalization;
using Dag.Interpreter.State.Journals;
using Dag.Language.Text;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>Why a task ran, or did not, as a person reads it: what was done in which run, against which, and a line a reason.</summary>
internal static class ExplanationText
{
    /// <param name="withUnchanged">Whether the parts that are what they were are listed too.</param>
    public static string Of(Paint paint, WhyReport why, bool withUnchanged = false)
    {
        var against = why.Against is null || why.Against == why.Run ? "" : $", compared with run {Named(why.Against)}";
        var lines = why.Lines.Concat(withUnchanged ? why.Unchanged : []).Concat(RunText.TrialsOf(why.Task)).Concat(new[] { why.Kept?.ToString(), why.Eviction }.OfType<string>());
        return $"{paint.Strong(why.Task.Task)} {Word(why.Task)} in run {Named(why.Run)}{against}\n{string.Concat(lines.Select(line => $"    {line}\n"))}";
    }

    private static string Named(RunRecord run) => $"{run.Name} of {run.At.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}";

    private static string Word(TaskRecord task) => task.Outcome switch
    {
        TaskOutcome.Made => string.Create(CultureInfo.InvariantCulture, $"ran in {Units.Duration(task.Took)}"),
        TaskOutcome.Given => "was pinned",
        TaskOutcome.Failed => "failed",
        TaskOutcome.Blocked => "was skipped",
        TaskOutcome.Cancelled => "was cancelled",
        _ => "was reused",
    };
}
