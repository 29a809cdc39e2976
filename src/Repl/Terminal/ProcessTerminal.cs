using System.Runtime.InteropServices;
using Dag.Interpreter.Runtime.Disk;

namespace Dag.Repl.Terminal;

/// <summary>
/// The program's own standard output and error: the one place through which all goes out, and in which what speaks to the terminal is made visible. Written straight to their descriptors, since the console class alone costs a good part of
/// start-up; a reader that has gone away is no reason to fail.
/// </summary>
internal sealed class ProcessTerminal : ITerminal
{
    private readonly Lock order = new();
    private readonly bool hasOutput = Descriptor.IsGiven(1);
    private readonly bool hasError = Descriptor.IsGiven(2);
    private bool? isOutputShown;
    private int outputError;
    private int errorError;

    public bool IsErrorShown { get; } = Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb") && Descriptor.IsTerminal(2);

    public bool HasReader
    {
        get
        {
            lock (order)
                return outputError == 0;
        }
    }

    /// <summary>As <c>--color</c> has it; <c>NO_COLOR</c> counts where nothing was said.</summary>
    public ColourMode Colour { get; set; }

    public bool HasColour => Colour switch
    {
        ColourMode.Always => true,
        ColourMode.Never => false,
        _ => IsErrorShown && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    public int Columns => Descriptor.ColumnsOf(2);

    /// <summary>Why not all of the data could be written; null too where its reader wanted no more.</summary>
    public string? FindLoss()
    {
        lock (order)
            return outputError is 0 or Descriptor.BrokenPipe ? null : outputError is Descriptor.NoDescriptor ? "it is closed" : Marshal.GetPInvokeErrorMessage(outputError);
    }

    // Styling is asked for by what standard error is; in a pipe it would be part of the data.
    public void Write(string text) => Write(1, TerminalText.Of(text, Colour == ColourMode.Always || IsOutputShown), ref outputError);

    public void WriteError(string text) => Write(2, TerminalText.Of(text), ref errorError);

    public void WriteData(string text, bool isRaw = false)
        => Write(1, isRaw || VisibleText.IndexOfHidden(text) < 0 || !Descriptor.IsTerminal(1) ? text : VisibleText.Of(text), ref outputError);

    public bool IsOutputShown => isOutputShown ??= Descriptor.IsTerminal(1);

    private void Write(int descriptor, string text, ref int error)
    {
        lock (order)
        {
            if (error == 0 && text.Length > 0)
                error = (descriptor == 1 ? hasOutput : hasError) ? Descriptor.Write(descriptor, PathBytes.Of(text)) : Descriptor.NoDescriptor;
        }
    }
}
