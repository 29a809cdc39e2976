using System.Runtime.InteropServices;

namespace Dag.Repl.Rendering;

/// <summary>
/// The signals that ask for an end. The first asks what runs to stop and lets it say what was finished; the second ends the program. Where a prompt
/// is open, Ctrl-C stops no more than the statement that runs.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private PosixSignalRegistration[] registrations = [];
    private CancellationTokenSource? statement;
    private bool isPromptOpen;

    public CancellationToken Token => source.Token;

    /// <summary>Signals are asked for from here on. Before, they end the program at once, and it is spared the thread that hears them.</summary>
    public CancellationToken Listen()
    {
        if (registrations.Length == 0)
        {
            registrations =
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
                PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Take),
                PosixSignalRegistration.Create(PosixSignal.SIGHUP, Take),
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
        source.Dispose();
    }

    private void Take(PosixSignalContext signal)
    {
        if (isPromptOpen && signal.Signal == PosixSignal.SIGINT)
        {
            signal.Cancel = true;
            CancelStatement();
            return;
        }

        if (source.IsCancellationRequested)
            return;

        // A prompt waits for a key and hears of nothing else: it is ended as it is.
        signal.Cancel = !isPromptOpen;
        source.Cancel();
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
}
