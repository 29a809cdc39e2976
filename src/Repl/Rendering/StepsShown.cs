namespace Dag.Repl.Rendering;

/// <summary>What is shown of a run's way beside what fails: nothing, how it ended where not all was made, or every step.</summary>
internal enum StepsShown
{
    None,
    End,
    Every,
}
