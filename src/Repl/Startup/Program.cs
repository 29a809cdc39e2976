using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Diagnostics;
using Dag.Repl.CommandLine;
using Dag.Repl.Commands;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Startup;

/// <summary>Where the program starts, where everything is put together, and where our own mistakes end.</summary>
internal static class Program
{
    private static int Main(string[] words)
    {
        StartConditions.HoldStreams();
        if (!StartConditions.AreMet())
            return StartConditions.SayTooFewFiles();
        if (!StartConditions.CanAskForMemory())
            return StartConditions.SayTooLittleMemory();

        return StartConditions.CanStartThreads() ? RunGuarded(words) : StartConditions.SayTooFewThreads();
    }

    // The assemblies that a method uses are loaded when it is called, so that a failure to open one is caught here.
    private static int RunGuarded(string[] words)
    {
        try
        {
            return RunAsync(words).GetAwaiter().GetResult();
        }
        catch (Exception) when (StartConditions.AreUsedUp())
        {
            return StartConditions.SayFilesUsedUp();
        }
    }

    private static async Task<int> RunAsync(string[] words)
    {
        var terminal = new ProcessTerminal();
        using var interrupt = new Interrupt(diagnostic => Say(terminal, diagnostic));
        ProcessEnding.Heard = (whose, thrown) => Say(terminal, EngineErrors.Unheard(whose, thrown));
        try
        {
            var exit = await RunAsync(words, terminal, interrupt).ConfigureAwait(false);
            if (ProcessEnding.WasUnheard && exit == ExitCode.Fine)
                exit = ExitCode.TaskFailed;
            if (ProcessEnding.IsUnderWay)
                ProcessEnding.Leave(exit);
            return exit;
        }
        finally
        {
            ProcessEnding.IsMeant = true;
        }
    }

    private static async Task<int> RunAsync(string[] words, ProcessTerminal terminal, Interrupt interrupt)
    {
        try
        {
            var exit = await new DagCommandLine(opening => Open(opening, terminal), terminal, interrupt) { SetColour = mode => terminal.Colour = mode }.RunAsync(StartWords.Of(words)).ConfigureAwait(false);
            return terminal.FindLoss() is { } reason ? SayLoss(terminal, reason, exit) : exit;
        }
        catch (UnusableFolderException refused)
        {
            Say(terminal, refused.Problem);
            return ExitCode.EngineFailed;
        }
        catch (Exception broken) when (!StartConditions.AreUsedUp())
        {
            Say(terminal, EngineErrors.Of(broken));
            if (Environment.GetEnvironmentVariable("DAG_TRACE") is "1")
                terminal.WriteError(broken + "\n");
            return ExitCode.EngineFailed;
        }
    }

    private static int SayLoss(ProcessTerminal terminal, string reason, int exit)
    {
        Say(terminal, EngineErrors.OutputLost(reason));
        return exit == ExitCode.Fine ? ExitCode.EngineFailed : exit;
    }

    private static void Say(ProcessTerminal terminal, Diagnostic diagnostic)
        => terminal.WriteError(new DiagnosticRenderer(new Paint(terminal.HasColour)).Render(diagnostic));

    private static CommandContext Open(SessionSettings opening, ITerminal terminal)
    {
        if (EngineErrors.FindFolderProblem() is { } problem)
            throw new UnusableFolderException(problem);

        var shared = opening.StateFolder ?? StartWords.FindVariable("DAG_CACHE");
        if (shared is not null && !PathBytes.IsUtf8(shared))
            throw new UnusableFolderException(EngineErrors.FolderNotUtf8("state folder", shared));

        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), string.IsNullOrEmpty(shared) ? null : Path.GetFullPath(shared)) { CodeFolder = UserFolders.Code };
        var reader = new DiskSourceReader(places.StandardFolder);
        return new(new DagEngine(places, reader, TimeProvider.System, opening.Memory) { RunsCode = opening.RunsCode }, reader, terminal, TimeProvider.System) { IsRaw = opening.IsRaw, IsQuiet = opening.IsQuiet };
    }
}
