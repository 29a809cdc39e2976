using Dag.Interpreter.Host.Running;
using Dag.Language.Collections;
using Dag.Repl.Rendering;

namespace Dag.Repl.Commands;

/// <summary>What <c>dag run</c> was asked for.</summary>
internal sealed record RunArguments(string File, EquatableList<string> Changes, RunOptions Order, bool DryRun, ProgressMode Progress, OutputMode Output, bool Json)
{
    /// <summary>Whether it runs again whenever the file or an input changes.</summary>
    public bool Watch { get; init; }
}

/// <summary>How a run is shown: live on a terminal and quietly elsewhere, a line a step, or only the failures.</summary>
internal enum ProgressMode
{
    Auto,
    Plain,
    None,
}
