namespace Dag.Repl.Rendering;

/// <summary>What is shown of what tasks print: every line as it comes, a task's lines together when it ends, or only those of failed ones.</summary>
internal enum OutputMode
{
    Prefixed,
    Grouped,
    Failed,
}
