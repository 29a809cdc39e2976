using Dag.Language.Text;

namespace Dag.Language.Declarations;

/// <summary>An assembly that C# may use, by the path as written, and where that stands.</summary>
public sealed record ReferenceDeclaration(string Path, SourceLocation At);
