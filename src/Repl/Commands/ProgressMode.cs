namespace Dag.Repl.Commands;

/// <summary>How a run is shown: live on a terminal and quietly elsewhere, a line a step, or nothing but what fails.</summary>
internal enum ProgressMode
{
    Auto,
    Plain,
    None,
}
