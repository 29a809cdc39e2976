using Dag.Interpreter.Plans.Binding;
using Dag.Interpreter.State.Journals;
using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag why FILE TASK</c>: why a task ran, or did not, when it was last reached, against which run before. Reads the journal of runs and nothing else.</summary>
internal static class WhyCommand
{
    public static int Run(CommandContext context, string file, string task, bool withUnchanged, bool asJson)
    {
        if (context.Engine.WhyNotUsed(file) is { } doubt)
        {
            context.Report([doubt], asJson);
            return ExitCode.EngineFailed;
        }

        var history = context.Engine.HistoryOf(file);
        var path = context.Reader.Normalise(file);
        if (WhyReport.Of(history, path, task) is not { } why)
        {
            context.Report([WhyNot(context, history, file, task)], asJson);
            return ExitCode.CommandLineWrong;
        }

        context.Terminal.Write(asJson ? JsonRecords.Of(why) : ExplanationText.Of(context.Paint, why, withUnchanged));
        return ExitCode.Fine;
    }

    // Only now is the file itself looked at: what is no task of it was never run, and a marker never is.
    private static Diagnostic WhyNot(CommandContext context, RunHistory history, string file, string task)
    {
        using var program = context.Engine.Read(file, runPredicates: false).Program;
        if (program?.Env is not { } env)
            return CommandErrors.NeverRun(task, file, Suggestion.For(task, history.Runs.SelectMany(run => run.Tasks.Select(each => each.Task)).Distinct()));

        return env.FindTask(new(task)) switch
        {
            null => CommandErrors.UnknownTask(task, file, TaskSuggestion.For(task, env)),
            { IsMarker: true } => CommandErrors.MarkerIsNeverRun(task, file),
            _ => CommandErrors.NeverRun(task, file, $"dag plan {file} {task} shows what a run would do"),
        };
    }
}
