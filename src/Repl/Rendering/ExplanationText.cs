using System.Globalization;
using Dag.Interpreter.Tracking;

namespace Dag.Repl.Rendering;

/// <summary>Why a task ran, or did not, as a person reads it: what was done in which run, against which, and a line a reason.</summary>
internal static class ExplanationText
{
    public static string Of(Paint paint, WorkExplanation why)
    {
        var against = why.Against is null || why.Against == why.Run ? "" : $", against run {Named(why.Against)}";
        var lines = why.Lines.Concat(new[] { why.Kept, why.LetGo }.OfType<string>());
        return $"{paint.Strong(why.Task.Task)} {Word(why.Task)} in run {Named(why.Run)}{against}\n{string.Concat(lines.Select(line => $"    {line}\n"))}";
    }

    private static string Named(JournalledRun run) => $"{run.Name} of {run.At.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}";

    private static string Word(JournalledTask task) => task.Outcome switch
    {
        WorkEnd.Made => string.Create(CultureInfo.InvariantCulture, $"was made in {Elapsed.Show(task.Took)}"),
        WorkEnd.Given => "was given by hand",
        WorkEnd.Failed => "was tried, and failed,",
        WorkEnd.Blocked => "was not tried",
        WorkEnd.Cancelled => "was stopped",
        _ => "was reused",
    };
}
