using Dag.Language.Diagnostics;

namespace Dag.Repl.Rendering;

/// <summary>How a broken promise of our own is said.</summary>
internal static class EngineErrors
{
    public static Diagnostic Broken(Exception broken)
        => new("DAG6000", null, $"dag itself has failed: {broken.GetType().Name}: {broken.Message}") { Hint = "this is a mistake in dag; DAG_TRACE=1 shows where" };
}
