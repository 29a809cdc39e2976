using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Language.Loading;

/// <summary>A file and its imports, read and checked as far as that goes without C#. With an error among the diagnostics the env is only for asking.</summary>
public sealed record LoadedProgram(Env Env, ModuleDeclaration? Main, EquatableList<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
