using System.Globalization;
using System.Text;
using Dag.Interpreter.State.Journals;
using Dag.Language.Diagnostics;
using Dag.Language.Text;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag runs</c>: the runs that left a journal in the folder for state, or one of them task by task.</summary>
internal static class RunsCommand
{
    // Names of runs begin with digits.
    private const string Last = "last";

    public static int List(CommandContext context, bool asJson)
    {
        if (context.Engine.WhyNotUsed() is { } doubt)
            return Refuse(context, doubt, asJson);

        var history = context.Engine.HistoryOf();
        foreach (var run in history.Runs)
            context.Terminal.Write(asJson ? JsonRecords.Of(run) : RunText.Of(run, isRunning: false));
        if (!asJson && history.Names.Count == 0)
            context.Terminal.WriteError(context.Paint.Faint($"no runs are recorded in {history.Folder}. {CacheCommand.Places}") + "\n");
        return ExitCode.Fine;
    }

    public static int Show(CommandContext context, string name, bool asJson)
    {
        if (context.Engine.WhyNotUsed() is { } doubt)
            return Refuse(context, doubt, asJson);

        var history = context.Engine.HistoryOf();
        if (history.Find(name == Last && history.Names is [var latest, ..] ? latest : name) is not { } run)
        {
            context.Report([CommandErrors.UnknownRun(name, history.Folder, name == Last ? "no run is recorded there" : Suggestion.For(name, [Last, .. history.Names]))], asJson);
            return ExitCode.CommandLineWrong;
        }

        if (asJson)
            context.Terminal.Write(JsonRecords.Of(run));
        else
            context.Terminal.Write(RunText.Of(run, isRunning: false));
        foreach (var task in run.Tasks)
            context.Terminal.Write(asJson ? JsonRecords.Of(task) : Line(context.Paint, task));
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
}
