using Dag.Language.Declarations;

namespace Dag.Repl.Rendering;

/// <summary>A task that is running, since when, and how far it says it is.</summary>
internal sealed record RunningTask(TaskName Name, long Started, double? Fraction, string? Note);
