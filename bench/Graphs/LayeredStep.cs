namespace Dag.Bench.Graphs;

/// <summary>What each task of a layered graph does.</summary>
internal enum LayeredStep
{
    /// <summary>Writes its name: the shell alone.</summary>
    WriteName,

    /// <summary>The same with a line of a file of its own.</summary>
    ReadItsFile,

    /// <summary>The heads of its inputs: a process beside the shell.</summary>
    CopyInputs,
}
