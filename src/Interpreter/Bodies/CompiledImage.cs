namespace Dag.Interpreter.Bodies;

/// <summary>An assembly and its symbols, as bytes.</summary>
internal sealed record CompiledImage(byte[] Dll, byte[] Pdb);
