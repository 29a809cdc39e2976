namespace Dag.Interpreter.Tests;

/// <summary>Tests that look at what the whole process has, its memory, its assemblies or its environment, and so run while no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    public const string Name = "alone";
}
