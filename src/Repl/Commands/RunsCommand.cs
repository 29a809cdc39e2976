using System.Globalization;
using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.State.Journals;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag runs</c>: the runs that left a journal in the folder for state, or one of them task by task.</summary>
internal static class RunsCommand
{
    public static int List(CommandContext context, bool asJson)
    {
        if (context.Engine.WhyNotUsed() is { } doubt)
            return Refuse(context, doubt, asJson);

        var history = context.Engine.HistoryOf();
        foreach (var run in history.Runs)
            context.Terminal.Write(asJson ? Json(run) : RunText.Of(run, isRunning: false));
        if (!asJson && history.Names.Count == 0)
            context.Terminal.WriteError(context.Paint.Faint($"no runs are recorded in {history.Folder}. {CacheCommand.Places}") + "\n");
        return ExitCode.Fine;
    }

    public static int Show(CommandContext context, string name, bool asJson)
    {
        if (context.Engine.WhyNotUsed() is { } doubt)
            return Refuse(context, doubt, asJson);

        var history = context.Engine.HistoryOf();
        if (history.Find(name) is not { } run)
        {
            context.Report([CommandErrors.UnknownRun(name, history.Folder, Suggestion.For(name, history.Names))], asJson);
            return ExitCode.CommandLineWrong;
        }

        if (asJson)
            context.Terminal.Write(Json(run));
        else
            context.Terminal.Write(RunText.Of(run, isRunning: false));
        foreach (var task in run.Tasks)
            context.Terminal.Write(asJson ? Json(task) : Line(context.Paint, task));
        return ExitCode.Fine;
    }

    private static int Refuse(CommandContext context, Diagnostic doubt, bool asJson)
    {
        context.Report([doubt], asJson);
        return ExitCode.EngineFailed;
    }

    private static string Line(Paint paint, TaskRecord task)
    {
        var text = new StringBuilder("    ").Append(paint.Strong(task.Task)).Append(' ').Append(task.Outcome.Word());
        if (task.Took > TimeSpan.Zero)
            text.Append(CultureInfo.InvariantCulture, $" in {Units.Duration(task.Took)}");
        if (task.Because is { } because)
            text.Append("   ").Append(because);
        text.Append('\n');
        foreach (var trial in RunText.TrialsOf(task))
            text.Append("        ").Append(trial).Append('\n');
        return text.ToString();
    }

    private static string Json(RunRecord run)
    {
        var line = new
        {
            @event = "run", run = run.Name, at = run.At, file = run.File, targets = run.Targets, end = run.End?.Word(), seconds = run.Took.TotalSeconds,
            made = run.Count(TaskOutcome.Made), reused = run.Count(TaskOutcome.Reused), given = run.Count(TaskOutcome.Given),
            failed = run.Count(TaskOutcome.Failed), blocked = run.Count(TaskOutcome.Blocked), cancelled = run.Count(TaskOutcome.Cancelled),
        };
        return JsonSerializer.Serialize(line, ProductJson.Compact) + "\n";
    }

    private static string Json(TaskRecord task)
    {
        var line = new { @event = "task", task = task.Task, outcome = task.Outcome.Word(), seconds = task.Took.TotalSeconds, work = task.Work, kept = task.Kept?.ToString(), trials = task.Trials.Select(JsonLines.OfTrial) };
        return JsonSerializer.Serialize(line, ProductJson.Compact) + "\n";
    }
}
