namespace Dag.Language.Scanning;

/// <summary>Where a piece of embedded C# ends (exclusive), and the first thing that was wrong with its outline.
/// After a fault the end is the best place to go on reading from.</summary>
public readonly record struct CSharpExtent(int End, CSharpScanFault Fault, int FaultAt);
