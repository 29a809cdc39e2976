using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>A product that C# at the prompt sees under its task's name.</summary>
/// <param name="Id">Number of the product; another product of the same task has another.</param>
/// <param name="Fetch">The product from where it is kept; null where it is not kept any more.</param>
public sealed record ProductVariable(int Id, TaskDeclaration Task, Func<ClrValue?> Fetch);
