using System.Collections.Immutable;
using Dag.Interpreter.Changing;

namespace Dag.Interpreter.Sessions;

/// <summary>Where a session is: the program, what it was when its files were read, and the changes between the two.</summary>
/// <param name="Statement">The statement that led here.</param>
internal sealed record SessionState(DagProgram Program, DagProgram Files, ImmutableList<ChangeStep> Changes, string Statement);
