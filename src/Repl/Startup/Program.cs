using System.Runtime.InteropServices;
using Dag.Interpreter.Sessions;
using Dag.Language.Diagnostics;
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
            return await new DagCommandLine(folder => Open(folder, terminal), terminal, interrupt.Token).RunAsync(words).ConfigureAwait(false);
        }
        catch (Exception broken)
        {
            terminal.WriteError(new DiagnosticRenderer(new Paint(terminal.HasColour)).Render(Broken(broken)));
            if (Environment.GetEnvironmentVariable("DAG_TRACE") is "1")
                terminal.WriteError(broken + "\n");
            return ExitCode.EngineFailed;
        }
    }

    private static CommandContext Open(string? stateFolder, ITerminal terminal)
    {
        var shared = stateFolder ?? Environment.GetEnvironmentVariable("DAG_CACHE");
        var places = new SessionPlaces(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), string.IsNullOrEmpty(shared) ? null : Path.GetFullPath(shared));
        var reader = new DiskSourceReader(places.StandardFolder);
        return new(new Session(places, reader, TimeProvider.System), reader, terminal, TimeProvider.System);
    }

    private static Diagnostic Broken(Exception broken)
        => new("DAG6000", null, $"dag itself has failed: {broken.GetType().Name}: {broken.Message}") { Hint = "this is a mistake in dag; DAG_TRACE=1 shows where" };

    // The first signal asks what runs to stop and lets the run say what was finished; the second ends the program.
    private sealed class Interrupt : IDisposable
    {
        private readonly CancellationTokenSource source = new();
        private readonly PosixSignalRegistration[] registrations;

        public Interrupt() => registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Take),
        ];

        public CancellationToken Token => source.Token;

        public void Dispose()
        {
            foreach (var registration in registrations)
                registration.Dispose();
            source.Dispose();
        }

        private void Take(PosixSignalContext signal)
        {
            if (source.IsCancellationRequested)
                return;

            signal.Cancel = true;
            source.Cancel();
        }
    }
}
