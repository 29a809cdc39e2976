using System.Collections.Immutable;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Saving;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>Where a session is: the program, what it was when its files were read, and the changes between the two.</summary>
/// <param name="Statement">The statement that led here.</param>
internal sealed record SessionState(DagProgram Program, DagProgram Files, ImmutableList<ChangeStep> Changes, string Statement);
