using System.Text;
using Dag.Interpreter.Products;
using Dag.Interpreter.Sessions;
using Dag.Language.Declarations;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary><c>dag run</c>: checks everything, runs, prints the targets' products.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(CommandContext context, RunArguments arguments, CancellationToken cancellation)
    {
        var read = context.Session.Read(arguments.File);
        context.Say(read.Diagnostics, arguments.Json);
        if (read.Program is not { } program)
            return ExitCode.FileWrong;

        using (program)
        {
            if (arguments.DryRun)
                return PlanCommand.Show(context, program, arguments.Order, arguments.Json);

            if (PrintsToTheConsole(program.Env))
                BodyConsole.Install();
            var result = await RunAsync(context, program, arguments, cancellation).ConfigureAwait(false);
            context.Say(result.Diagnostics, arguments.Json);
            foreach (var product in result.Products)
                Print(context, product, arguments.Json);
            return ExitCode.Of(result.End);
        }
    }

    private static async Task<RunResult> RunAsync(CommandContext context, DagProgram program, RunArguments arguments, CancellationToken cancellation)
    {
        if (arguments.Json)
            return await context.Session.RunAsync(program, arguments.Order, new JsonProgress(context.Terminal), cancellation).ConfigureAwait(false);

        if (arguments.Progress == ProgressMode.Auto && context.Terminal.IsErrorShown)
        {
            using var live = new LiveProgress(terminal => Plain(context, terminal, arguments, StepsShown.End), context.Terminal, context.Clock);
            return await context.Session.RunAsync(program, arguments.Order, live, cancellation).ConfigureAwait(false);
        }

        var plain = Plain(context, context.Terminal, arguments, StepsOf(arguments.Progress));
        return await context.Session.RunAsync(program, arguments.Order, plain, cancellation).ConfigureAwait(false);
    }

    private static PlainProgress Plain(CommandContext context, ITerminal terminal, RunArguments arguments, StepsShown steps)
        => new(terminal, context.Renderer, context.Paint, arguments.Output, steps);

    private static StepsShown StepsOf(ProgressMode progress) => progress switch
    {
        ProgressMode.Plain => StepsShown.Every,
        ProgressMode.None => StepsShown.None,
        _ => StepsShown.End,
    };

    // The console class costs a good part of a start, so it is only put out of the way where a body could use it.
    public static bool PrintsToTheConsole(Env env)
        => env.Modules.Any(module => !module.IsStandard && module.Source.Text.Contains("Console.", StringComparison.Ordinal));

    private static void Print(CommandContext context, TargetProduct product, bool asJson)
    {
        if (asJson)
        {
            context.Terminal.Write(JsonLines.Of(product));
            return;
        }

        var text = new StringBuilder(ProductText.Print(product.Value, product.Type));
        context.Terminal.Write((text.Length > 0 && text[^1] == '\n' ? text : text.Append('\n')).ToString());
    }
}
