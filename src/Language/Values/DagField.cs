namespace Dag.Language.Values;

/// <summary>A field of a record literal.</summary>
public sealed record DagField(string Name, DagValue Value);
