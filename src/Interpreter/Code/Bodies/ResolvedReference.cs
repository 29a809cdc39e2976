using Dag.Language.Declarations;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>An assembly that a program refers to, and where it was found.</summary>
internal sealed record ResolvedReference(string Path, ReferenceDeclaration Declaration);
