using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>What goes into one compilation.</summary>
internal sealed record UnitContent(
    IReadOnlyList<ModuleDeclaration> Modules,
    IReadOnlyList<DagType> Types,
    IReadOnlyList<TaskDeclaration> Tasks,
    IReadOnlyList<ProductExpectation> Expectations)
{
    /// <summary>The types of products that are to be stored whatever it costs.</summary>
    public IReadOnlyList<DagType> Stored { get; init; } = [];
}
