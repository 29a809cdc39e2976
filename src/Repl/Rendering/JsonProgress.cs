using Dag.Interpreter.Run.Events;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>A run as JSON, an event a line, on standard output.</summary>
internal sealed class JsonProgress(ITerminal terminal) : IRunListener
{
    public bool WantsGraph => true;

    public void On(RunEvent happened) => terminal.Write(JsonLines.Of(happened));
}
