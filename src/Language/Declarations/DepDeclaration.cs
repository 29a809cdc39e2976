using Dag.Language.Text;

namespace Dag.Language.Declarations;

/// <summary>A dep: the task that is needed, and what its product is called in the body.</summary>
public sealed record DepDeclaration(TaskName Task, string LocalName, SourceLocation At);
