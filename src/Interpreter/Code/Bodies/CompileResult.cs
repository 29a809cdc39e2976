using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>A program's C#, compiled or taken from the store, or what is wrong with it.</summary>
/// <param name="UsedCompiler">False where the store had it all, so that no compiler was loaded.</param>
public sealed record CompileResult(CompiledCode? Program, EquatableList<Diagnostic> Diagnostics, bool UsedCompiler)
{
    /// <summary>Why what was compiled could not be kept, so that the next start will compile again; null where it was.</summary>
    public string? StoreRefusal { get; init; }
}

/// <summary>What a test expects of a product: a condition over <c>value</c>, which is of that type.</summary>
public sealed record ProductExpectation(DagType Type, TypePredicate.Where Holds);

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
