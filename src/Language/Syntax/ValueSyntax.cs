using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Language.Syntax;

/// <summary>A literal where it stands.</summary>
public sealed record ValueSyntax(DagValue Value, TextSpan Span);
