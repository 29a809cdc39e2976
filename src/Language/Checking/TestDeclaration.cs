using Dag.Language.Collections;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Checking;

/// <summary>A test of a file: the same graph with parts replaced, and what is expected of it.</summary>
public sealed record TestDeclaration(string Name, EquatableList<StatementSyntax> Steps, SourceLocation At);
