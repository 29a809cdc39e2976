using System.Runtime.InteropServices;
using Dag.Interpreter.Code.Bodies;
using Dag.Interpreter.Run.Processes;
using Dag.Language.Diagnostics;

namespace Dag.Repl.Terminal;

/// <summary>
/// The signals that ask for an end. The first asks what runs to stop and lets it say what was finished; the second kills the processes of all scripts and ends
/// the program; a third does not wait for that. Where a prompt is open, Ctrl-C stops no more than the statement that runs.
/// </summary>
/// <param name="say">Where it is said what could not be ended.</param>
internal sealed partial class Interrupt(Action<Diagnostic>? say = null) : IDisposable
{
    private const int ExitCode = 130;

    private readonly CancellationTokenSource source = new();
    private PosixSignalRegistration[] registrations = [];
    private CancellationTokenSource? statement;
    private bool isPromptOpen;
    private int signals;

    public CancellationToken Token => source.Token;

    /// <summary>Signals are asked for from here on. Before, they end the program at once, and it is spared the thread that hears them.</summary>
    public CancellationToken Listen()
    {
        if (registrations.Length == 0)
        {
            registrations =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Handle),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, Handle),
            ];
        }

        return source.Token;
    }

    public void OpenPrompt()
    {
        isPromptOpen = true;
        Listen();
    }

    /// <summary>From here to its disposal Ctrl-C cancels this and nothing else.</summary>
    public CancellationTokenSource BeginStatement() => statement = CancellationTokenSource.CreateLinkedTokenSource(source.Token);

    public void EndStatement() => Interlocked.Exchange(ref statement, null)?.Dispose();

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        // Nothing runs that could not be stopped.
        if (registrations.Length > 0)
            ProcessSupervisor.OfThisProgram.End();
        source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (isPromptOpen && signal.Signal == PosixSignal.SIGINT)
        {
            CancelStatement();
            return;
        }

        var number = Interlocked.Increment(ref signals);
        if (number == 1 && isPromptOpen)
        {
            // A prompt waits for a key and hears of nothing else: it is ended as it is.
            ProcessEnding.IsMeant = true;
            EndScripts();
            signal.Cancel = false;
        }
        else if (number == 1)
        {
            CancelAll();
        }
        else if (number == 2)
        {
            ProcessEnding.IsMeant = true;
            EndScripts();
            Environment.Exit(ExitCode);
        }
        else
        {
            Leave(ExitCode);
        }
    }

    private void EndScripts()
    {
        var survivors = ProcessSupervisor.OfThisProgram.EndAll();
        if (!survivors.IsEmpty)
            say?.Invoke(EngineErrors.NotEnded(survivors));
        ProcessSupervisor.OfThisProgram.End();
    }

    private void CancelAll()
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The program ends anyway.
        }
    }

    private void CancelStatement()
    {
        try
        {
            statement?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended in the same moment.
        }
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Leave(int code);
}
