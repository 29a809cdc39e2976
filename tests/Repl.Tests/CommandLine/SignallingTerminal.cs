using System.Threading.Channels;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.CommandLine;

/// <summary>A terminal that keeps what was written to it, and tells whenever a certain text was.</summary>
internal sealed class SignallingTerminal(string awaited) : ITerminal
{
    private readonly Channel<bool> signals = Channel.CreateUnbounded<bool>();
    private readonly Lock order = new();

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public bool IsOutputShown => false;

    public bool IsErrorShown => false;

    public bool HasColour => false;

    public int Columns => 100;

    public async Task NextAsync()
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await signals.Reader.ReadAsync(late.Token);
    }

    public void Write(string text)
    {
        lock (order)
            Output += text;
    }

    public void WriteData(string text, bool isRaw = false) => Write(text);

    public void WriteError(string text)
    {
        lock (order)
            Error += text;
        if (text.Contains(awaited, StringComparison.Ordinal))
            signals.Writer.TryWrite(true);
    }
}
