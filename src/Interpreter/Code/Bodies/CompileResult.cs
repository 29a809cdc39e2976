using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>A program's C#, compiled or taken from the store, or what is wrong with it.</summary>
/// <param name="UsedCompiler">False where the store had it all, so that no compiler was loaded.</param>
public sealed record CompileResult(CompiledCode? Program, EquatableList<Diagnostic> Diagnostics, bool UsedCompiler)
{
    /// <summary>Why what was compiled could not be kept, so that the next start will compile again; null where it was.</summary>
    public string? StoreRefusal { get; init; }
}
