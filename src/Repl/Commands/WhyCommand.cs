using System.Globalization;
using System.Text.Json;
using Dag.Interpreter.Products;
using Dag.Interpreter.Tracking;
using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag why FILE TASK</c>: why a task ran, or did not, when it was last reached, against which run before. Reads the journal of runs and nothing else.</summary>
internal static class WhyCommand
{
    public static int Run(CommandContext context, string file, string task, bool asJson)
    {
        var history = context.Session.HistoryOf(file);
        var path = Path.GetFullPath(file);
        if (WorkExplanation.Of(history, path, task) is not { } why)
        {
            var known = history.Runs.Where(run => run.File == path).SelectMany(run => run.Tasks.Select(each => each.Task)).Distinct();
            context.Say([CommandErrors.NeverRun(task, file, Suggestion.For(task, known))], asJson);
            return ExitCode.CommandLineWrong;
        }

        context.Terminal.Write(asJson ? Json(why) : Text(context.Paint, why));
        return ExitCode.Fine;
    }

    private static string Text(Paint paint, WorkExplanation why)
    {
        var against = why.Against is null ? "" : $", against run {why.Against.Name}";
        var lines = why.Lines.Select(line => $"    {line}").ToList();
        if (why.Task.Kept is { } kept)
            lines.Add($"    {kept}");
        return $"{paint.Strong(why.Task.Task)} was {Word(why.Task)} in run {why.Run.Name}{against}\n{string.Concat(lines.Select(line => line + "\n"))}";
    }

    private static string Word(JournalledTask task) => task.Outcome switch
    {
        "made" => string.Create(CultureInfo.InvariantCulture, $"made in {Elapsed.Show(task.Took)}"),
        "failed" => "tried, and failed,",
        "cancelled" => "stopped",
        _ => "reused",
    };

    private static string Json(WorkExplanation why)
    {
        var line = new
        {
            @event = "why",
            task = why.Task.Task,
            outcome = why.Task.Outcome,
            run = why.Run.Name,
            against = why.Against?.Name,
            reasons = why.Lines,
            kept = why.Task.Kept,
        };
        return JsonSerializer.Serialize(line, ProductJson.Compact) + "\n";
    }
}
