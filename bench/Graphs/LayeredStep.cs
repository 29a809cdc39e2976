namespace Dag.Bench.Graphs;

/// <summary>What each task of a layered graph does.</summary>
internal enum LayeredStep
{
    /// <summary>Writes its name: the shell alone.</summary>
    WriteName,

    /// <summary>The same with a line of a file of its own.</summary>
    ReadItsFile,

    /// <summary>The heads of its inputs: a process beside the shell, if there is one.</summary>
    CopyInputs,

    /// <summary>The same between braces, which only a shell understands.</summary>
    CopyInputsByShell,
}
