using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Testing;
using Dag.Language.Checking;
using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary><c>dag test</c>: runs the tests of files, and says of each whether it holds and why not.</summary>
internal sealed class TestCommand
{
    private readonly CommandContext context;
    private readonly TestArguments arguments;
    private readonly CancellationToken cancellation;
    private readonly TestReport report;
    private readonly List<string> others = [];
    private TestCount count = TestCount.None;
    private int fitting;

    private TestCommand(CommandContext context, TestArguments arguments, CancellationToken cancellation)
    {
        this.context = context;
        this.arguments = arguments;
        this.cancellation = cancellation;
        report = new(context.Renderer, context.Paint);
    }

    public static Task<int> RunAsync(CommandContext context, TestArguments arguments, CancellationToken cancellation)
        => new TestCommand(context, arguments, cancellation).RunAsync();

    private async Task<int> RunAsync()
    {
        var (started, isWrong) = (context.Clock.GetTimestamp(), false);
        foreach (var file in arguments.Files.ToArray())
        {
            var read = context.Engine.Read(file);
            context.Report(read.Diagnostics, arguments.Json);
            if (read.Program is { } program)
                await RunAsync(program, file).ConfigureAwait(false);
            else
                isWrong = true;
        }

        count = count with { Elapsed = context.Clock.GetElapsedTime(started) };
        if (fitting > 0 || arguments.Json)
            context.Terminal.Write(arguments.Json ? JsonLines.Of(count) : report.Of(count));
        if (cancellation.IsCancellationRequested)
            return ExitCode.Interrupted;
        if (isWrong)
            return ExitCode.FileWrong;

        return fitting == 0 ? SayNone() : count.Failed > 0 ? ExitCode.TaskFailed : ExitCode.Fine;
    }

    private async Task RunAsync(DagProgram program, string file)
    {
        using (program)
        {
            var tests = Chosen(program.Loaded.Tests.ToArray());
            if (tests.Count > 0 && RunCommand.PrintsToTheConsole(program.Env))
                BodyConsole.Install(context.Terminal);
            await foreach (var result in new TestRunner(context.Engine, context.Clock).RunAsync(program, tests, arguments.Workers, cancellation).ConfigureAwait(false))
            {
                count = count.With(result);
                if (arguments.Json || !context.IsQuiet || result is not TestResult.Passed)
                    context.Terminal.Write(arguments.Json ? JsonLines.Of(Masked(result)) : report.Of(result, arguments.Files.Count > 1 ? file : null));
            }
        }
    }

    private TestResult Masked(TestResult result)
        => result is TestResult.Failed failed ? failed with { Diagnostics = failed.Diagnostics.Map(context.Engine.Secrets.Mask) } : result;

    private List<TestDeclaration> Chosen(IReadOnlyList<TestDeclaration> tests)
    {
        var chosen = tests.Where(test => arguments.Filter is not { } filter || test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        others.AddRange(tests.Except(chosen).Select(test => test.Name));
        fitting += chosen.Count;
        return chosen;
    }

    private int SayNone()
    {
        if (arguments.Filter is { } filter && others.Count > 0)
        {
            context.Terminal.WriteError(context.Renderer.Render(CommandErrors.NoSuchTest(filter, Suggestion.For(filter, others) ?? "the tests are " + NameList.Quoted(others, most: 1))));
            return ExitCode.CommandLineWrong;
        }

        context.Terminal.WriteError($"no tests in {string.Join(", ", arguments.Files)}\n");
        return ExitCode.Fine;
    }
}
