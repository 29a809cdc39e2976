using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A text literal where it stands: its content after escapes, and the span of it with its quotes.</summary>
public sealed record TextSyntax(string Content, TextSpan Span);
