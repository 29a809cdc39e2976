using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Declarations;

/// <summary>A literal and where it was written; a relative file in it is relative to the file it was written in.</summary>
public sealed record LocatedValue(DagValue Value, SourceLocation At);
