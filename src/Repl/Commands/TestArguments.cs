using Dag.Language.Collections;

namespace Dag.Repl.Commands;

/// <summary>What <c>dag test</c> was asked for.</summary>
/// <param name="Filter">What must be in a test's name; null: every test.</param>
internal sealed record TestArguments(EquatableList<string> Files, string? Filter, int Workers, bool Json);
