using System.Text;

namespace Dag.Repl.Rendering;

/// <summary>
/// The program's own standard output and error. Written straight to their descriptors, since the console class alone costs a good part of
/// start-up; a reader that has gone away is no reason to fail.
/// </summary>
internal sealed class ProcessTerminal : ITerminal
{
    private readonly Lock order = new();
    private bool isOutputClosed;
    private bool isErrorClosed;

    public bool IsErrorShown { get; } = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb") && Descriptor.IsTerminal(2);

    public bool HasColour => IsErrorShown && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public int Columns => Descriptor.ColumnsOf(2);

    public void Write(string text) => Write(1, text, ref isOutputClosed);

    public void WriteError(string text) => Write(2, text, ref isErrorClosed);

    private void Write(int descriptor, string text, ref bool isClosed)
    {
        lock (order)
            isClosed = isClosed || !Descriptor.TryWrite(descriptor, Encoding.UTF8.GetBytes(text));
    }
}
