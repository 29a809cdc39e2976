using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Repl.Rendering;

/// <summary>How a broken promise of our own is said, and what the world keeps all commands from alike.</summary>
internal static class EngineErrors
{
    public static Diagnostic Broken(Exception broken)
        => new("DAG6000", null, $"dag itself has failed: {broken.GetType().Name}: {broken.Message}") { Hint = "this is a mistake in dag; DAG_TRACE=1 shows where" };

    public static Diagnostic OutputLost(string reason)
        => new("DAG6005", null, $"standard output cannot be written: {reason}.") { Hint = "not all of the answer is there; what was made is kept as ever" };

    public static Diagnostic NotEnded(EquatableList<string> processes)
        => new("DAG6020", null, $"processes of scripts could not be ended: {string.Join(", ", processes)}") { Hint = "end them by hand; the system refuses to, or one waits for a device" };
}
