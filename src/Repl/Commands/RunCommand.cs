using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
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
        if (arguments.Watch)
            return await WatchLoop.RunAsync(context, arguments, interrupt.Listen()).ConfigureAwait(false);

        if (!arguments.DryRun && arguments.Changes.IsEmpty && context.Engine.FindUpToDate(arguments.File, arguments.Order, TellsEach(arguments)) is { } known)
            return await RepeatAsync(context, known, arguments).ConfigureAwait(false);

        // What is known is told in no time: only now is there something that could be stopped.
        return await RunAsync(context, arguments, interrupt.Listen()).ConfigureAwait(false);
    }

    /// <summary>A run that reads the file, whatever is known of it.</summary>
    public static async Task<int> RunAsync(CommandContext context, RunArguments arguments, CancellationToken cancellation)
    {
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
        var options = OrderOf(session, arguments) with
        {
            IsOfFile = arguments.Changes.IsEmpty,
            Elements = arguments.Json || context.Terminal.IsOutputShown || !steps.IsEmpty ? null : new ElementPrinter(context),
        };
        var result = await HeardAsync(context, arguments, listener => context.Engine.RunAsync(session.Program, options, listener, cancellation)).ConfigureAwait(false);
        context.Report(result.Diagnostics, arguments.Json);
        Print(context, session, steps, new(result.Products), arguments.Json);
        return ExitCode.Of(result.End);
    }

    private static async Task<int> RepeatAsync(CommandContext context, UpToDateRun known, RunArguments arguments)
    {
        var result = await HeardAsync(context, arguments, listener => Task.FromResult(known.Replay(listener))).ConfigureAwait(false);
        Print(context, new(result.Products), result.Products.Count, result.Products.Count, arguments.Json);
        return ExitCode.Of(result.End);
    }

    // What a file asks for comes between the products of its runs, where it stands.
    private static void Print(CommandContext context, Session session, EquatableList<ScriptStep> steps, Queue<TargetProduct> products, bool asJson)
    {
        var count = products.Count;
        foreach (var step in steps)
        {
            if (step is ScriptStep.Ask ask)
                Print(context, session.Answer(ask), asJson);
            else if (step is ScriptStep.Run run)
                Print(context, products, run.Targets.Count(target => run.Graph.Env.FindTask(target)?.Product is not null), count, asJson);
        }

        Print(context, products, products.Count, count, asJson);
    }

    private static void Print(CommandContext context, Reply answer, bool asJson)
    {
        var text = asJson ? JsonAnswers.Find(answer, context.Engine.Secrets) : null;
        if (text is null)
        {
            text = context.Engine.Secrets.Mask(new ReplyText(context.Paint).Data(answer));
            if (asJson)
                text = JsonAnswers.OfText(text);
        }

        context.Terminal.Write(text);
    }

    /// <param name="most">How many are printed now.</param>
    /// <param name="all">How many the run has.</param>
    private static void Print(CommandContext context, Queue<TargetProduct> products, int most, int all, bool asJson)
    {
        for (var i = 0; i < most && products.TryDequeue(out var product); i++)
        {
            if (asJson)
                context.Terminal.Write(JsonLines.Of(product, context.Engine.Secrets));
            else if (!product.IsTold)
                context.Terminal.WriteData(context.Engine.Secrets.Mask(ReplyText.Product(product, all > 1, withTable: all > 1 && !context.IsRaw && context.Terminal.IsOutputShown, context.Terminal.Columns)), context.IsRaw);
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

    // On a terminal they would come between the lines of progress.
    private sealed class ElementPrinter(CommandContext context) : IElementListener
    {
        public bool On(TaskName task, ClrValue element)
        {
            context.Terminal.WriteData(ReplyText.Lined(ProductText.Print(element)), context.IsRaw);
            return context.Terminal.HasReader;
        }
    }
}
