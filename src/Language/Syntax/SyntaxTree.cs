using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A text read: every token of it, its statements, and what is wrong with the way it is written.</summary>
public sealed record SyntaxTree(
    SourceText Source,
    EquatableList<Token> Tokens,
    EquatableList<StatementSyntax> Statements,
    EquatableList<Diagnostic> Diagnostics)
{
    /// <summary>The doc comment at the head of the file, set off from the first declaration by an empty line or standing before an import.</summary>
    public string? Doc { get; init; }
}
