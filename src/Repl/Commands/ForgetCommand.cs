using Dag.Interpreter.Host.Sessions;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag forget FILE TASK…</c>: removes the cached products of tasks, so that the next run makes them anew.</summary>
internal static class ForgetCommand
{
    public static int Run(CommandContext context, string file, EquatableList<string> queries, bool asJson)
    {
        var read = context.Engine.Read(file);
        context.Report(read.Diagnostics, asJson);
        if (read.Program is not { } program)
            return ExitCode.FileWrong;

        using var session = new Session(context.Engine, program, context.Clock);
        var tasks = new List<TaskName>();
        foreach (var query in queries.ToArray())
        {
            if (QueryCommand.Find(context, session, query, asJson) is not { } found)
                return ExitCode.CommandLineWrong;
            tasks.AddRange(found);
        }

        var (forgotten, wrong) = context.Engine.Forget(program, tasks.Distinct().ToEquatableList());
        if (wrong is not null)
        {
            context.Report([wrong], asJson);
            return ExitCode.EngineFailed;
        }

        context.Terminal.Write(asJson ? string.Concat(forgotten.Select(JsonAnswers.Of)) : ReplyText.Forgotten(forgotten));
        return ExitCode.Fine;
    }
}
