using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Run.Events;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag run</c>: checks everything, runs, prints the targets' products.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(CommandContext context, RunArguments arguments, Interrupt interrupt)
    {
        if (!arguments.DryRun && arguments.Changes.IsEmpty && context.Engine.FindUpToDate(arguments.File, arguments.Order, TellsEach(arguments)) is { } known)
            return await RepeatAsync(context, known, arguments).ConfigureAwait(false);

        // What is known is told in no time: only now is there something that could be stopped.
        var cancellation = interrupt.Listen();
        var (session, exit, hasRun) = await OpenedFile.OpenAsync(context, arguments.File, arguments.Changes, arguments.Json, arguments.DryRun).ConfigureAwait(false);
        using (session)
        {
            // What -c runs by itself stands for what the file would run.
            if (session is null || (hasRun && arguments.Order.Targets.IsEmpty))
                return exit;
            if (arguments.DryRun)
                return PlanCommand.Show(context, session.Program, arguments.Order, arguments.Json);

            return await RunAsync(context, session, arguments, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<int> RunAsync(CommandContext context, Session session, RunArguments arguments, CancellationToken cancellation)
    {
        var steps = arguments.Order.Targets.IsEmpty && arguments.Changes.IsEmpty ? session.Program.Loaded.Steps : [];
        if (!steps.IsEmpty && steps.All(step => step is ScriptStep.Ask))
        {
            Print(context, session, steps, [], arguments.Json);
            return ExitCode.Fine;
        }

        if (PrintsToTheConsole(session.Env))
            BodyConsole.Install(context.Terminal);
        var options = OrderOf(session, arguments) with { IsOfFile = arguments.Changes.IsEmpty };
        var result = await HeardAsync(context, arguments, listener => context.Engine.RunAsync(session.Program, options, listener, cancellation)).ConfigureAwait(false);
        context.Report(result.Diagnostics, arguments.Json);
        Print(context, session, steps, new(result.Products), arguments.Json);
        return ExitCode.Of(result.End);
    }

    private static async Task<int> RepeatAsync(CommandContext context, UpToDateRun known, RunArguments arguments)
    {
        var result = await HeardAsync(context, arguments, listener => Task.FromResult(known.Replay(listener))).ConfigureAwait(false);
        Print(context, new(result.Products), result.Products.Count, arguments.Json);
        return ExitCode.Of(result.End);
    }

    // What a file asks for comes between the products of its runs, where it stands.
    private static void Print(CommandContext context, Session session, EquatableList<ScriptStep> steps, Queue<TargetProduct> products, bool asJson)
    {
        foreach (var step in steps)
        {
            if (step is ScriptStep.Ask ask)
                context.Terminal.Write(context.Engine.Secrets.Mask(new ReplyText(context.Paint).Data(session.Answer(ask))));
            else if (step is ScriptStep.Run run)
                Print(context, products, run.Targets.Count(target => run.Graph.Env.FindTask(target)?.Product is not null), asJson);
        }

        Print(context, products, products.Count, asJson);
    }

    private static void Print(CommandContext context, Queue<TargetProduct> products, int most, bool asJson)
    {
        for (var i = 0; i < most && products.TryDequeue(out var product); i++)
        {
            if (asJson)
                context.Terminal.Write(JsonLines.Of(product, context.Engine.Secrets));
            else
                context.Terminal.WriteData(context.Engine.Secrets.Mask(ReplyText.Product(product)), context.IsRaw);
        }
    }

    // What the file runs by itself is run in the graph as -c has changed it.
    private static RunOptions OrderOf(Session session, RunArguments arguments)
        => arguments.Changes.IsEmpty || !arguments.Order.Targets.IsEmpty
            ? arguments.Order
            : arguments.Order with { Targets = session.Files.Loaded.Steps.OfType<ScriptStep.Run>().SelectMany(run => run.Targets).Select(target => target.Text).Distinct().ToEquatableList() };

    private static async Task<RunResult> HeardAsync(CommandContext context, RunArguments arguments, Func<IRunListener, Task<RunResult>> run)
    {
        if (arguments.Json)
            return await run(new JsonProgress(context.Terminal)).ConfigureAwait(false);

        if (arguments.Progress == ProgressMode.Auto && context.Terminal.IsErrorShown)
        {
            using var live = new LiveProgress(terminal => Plain(context, terminal, arguments, StepsShown.End), context.Terminal, context.Clock);
            return await run(live).ConfigureAwait(false);
        }

        return await run(Plain(context, context.Terminal, arguments, StepsOf(arguments.Progress))).ConfigureAwait(false);
    }

    private static PlainProgress Plain(CommandContext context, ITerminal terminal, RunArguments arguments, StepsShown steps)
        => new(terminal, context.Renderer, context.Paint, arguments.Output, steps);

    private static bool TellsEach(RunArguments arguments) => arguments.Json || StepsOf(arguments.Progress) == StepsShown.Every;

    private static StepsShown StepsOf(ProgressMode progress) => progress switch
    {
        ProgressMode.Plain => StepsShown.Every,
        ProgressMode.None => StepsShown.None,
        _ => StepsShown.End,
    };

    // The console class costs a good part of a start, so it is only put out of the way where a body could use it.
    public static bool PrintsToTheConsole(Env env)
        => env.Modules.Any(module => !module.IsStandard && module.Source.Text.Contains("Console.", StringComparison.Ordinal));
}
