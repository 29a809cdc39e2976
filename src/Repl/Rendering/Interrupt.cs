using System.Runtime.InteropServices;

namespace Dag.Repl.Rendering;

/// <summary>
/// The signals that ask for an end. The first asks what runs to stop and lets it say what was finished; the second ends the program. Where a prompt
/// is open, Ctrl-C stops no more than the statement that runs.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private CancellationTokenSource? statement;
    private bool isPromptOpen;

    public Interrupt() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, Take),
    ];

    public CancellationToken Token => source.Token;

    public void OpenPrompt() => isPromptOpen = true;

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
