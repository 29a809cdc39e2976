using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>A text read as one query, or what is wrong with it.</summary>
public sealed record ParsedQuery(QuerySyntax? Query, EquatableList<Diagnostic> Diagnostics);

/// <summary>A value read by itself, or what kept it from being read.</summary>
public sealed record ParsedValue(ValueSyntax? Value, EquatableList<Diagnostic> Diagnostics);
