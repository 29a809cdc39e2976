using Dag.Language.Declarations;
using Dag.Language.Syntax;

namespace Dag.Interpreter.Host.Saving;

/// <summary>A change that was taken: the statement as it was written, and the envs before and after it.</summary>
internal sealed record ChangeStep(SyntaxTree Tree, StatementSyntax Statement, Env Before, Env After);
