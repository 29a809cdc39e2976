using Dag.Interpreter.Sessions;
using Dag.Repl.CommandLine;
using Dag.Repl.Commands;
using Dag.Repl.Rendering;

namespace Dag.Repl.Startup;

/// <summary>Where the program starts, where everything is put together, and where our own mistakes end.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] words)
    {
        var terminal = new ProcessTerminal();
        using var interrupt = new Interrupt();
        try
        {
            return await new DagCommandLine(opening => Open(opening, terminal), terminal, interrupt).RunAsync(words).ConfigureAwait(false);
        }
        catch (Exception broken)
        {
            terminal.WriteError(new DiagnosticRenderer(new Paint(terminal.HasColour)).Render(EngineErrors.Broken(broken)));
            if (Environment.GetEnvironmentVariable("DAG_TRACE") is "1")
                terminal.WriteError(broken + "\n");
            return ExitCode.EngineFailed;
        }
    }

    private static CommandContext Open(Opening opening, ITerminal terminal)
    {
        var shared = opening.StateFolder ?? Environment.GetEnvironmentVariable("DAG_CACHE");
        var places = new SessionPlaces(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), string.IsNullOrEmpty(shared) ? null : Path.GetFullPath(shared));
        var reader = new DiskSourceReader(places.StandardFolder);
        return new(new Session(places, reader, TimeProvider.System, opening.Memory), reader, terminal, TimeProvider.System);
    }
}
