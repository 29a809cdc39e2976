using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;

namespace Dag.Language.Parsing;

/// <summary>A value read by itself, or what kept it from being read.</summary>
public sealed record ParsedValue(ValueSyntax? Value, EquatableList<Diagnostic> Diagnostics);
