using Dag.Interpreter.Host.Running;
using Dag.Language.Diagnostics;
using Dag.Language.Loading;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Commands;

/// <summary>What every command has at hand: the session, the way out, the clock.</summary>
internal sealed record CommandContext(DagEngine Engine, ISourceReader Reader, ITerminal Terminal, TimeProvider Clock)
{
    /// <summary>Whether products are printed to a terminal byte for byte.</summary>
    public bool IsRaw { get; init; }

    /// <summary>Whether only failures are reported beside the data.</summary>
    public bool IsQuiet { get; init; }

    public Paint Paint { get; } = new(Terminal.HasColour);

    public DiagnosticRenderer Renderer { get; } = new(new Paint(Terminal.HasColour), Engine.Secrets);

    /// <summary>Says messages: to a person on standard error, or as JSON lines on standard output.</summary>
    public void Report(IReadOnlyCollection<Diagnostic> diagnostics, bool asJson)
    {
        if (diagnostics.Count == 0)
            return;

        if (asJson)
        {
            foreach (var diagnostic in DiagnosticRenderer.InOrder(diagnostics))
                Terminal.Write(JsonLines.Of(Engine.Secrets.Mask(diagnostic)));
            return;
        }

        Terminal.WriteError(Renderer.RenderAll(diagnostics));
    }
}
