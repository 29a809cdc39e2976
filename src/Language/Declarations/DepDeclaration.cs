using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>A dep: the task that is needed, and what its product is called in the body.</summary>
/// <param name="Product">What the body takes the product for: what the task made when this was declared. None where it is needed for order only.</param>
public sealed record DepDeclaration(TaskName Task, string LocalName, DagType? Product, SourceLocation At);
