using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Language.Loading;

/// <summary>A file and its imports, read and checked as far as that goes without C#. With an error among the diagnostics the env is only for asking.</summary>
public sealed record ModuleSet(TaskGraph Graph, ModuleDeclaration? Main, EquatableList<Diagnostic> Diagnostics)
{
    public Env Env => Graph.Env;

    /// <summary>What the file asks for itself, in order.</summary>
    public EquatableList<ScriptStep> Steps { get; init; }

    /// <summary>The tests of the file itself.</summary>
    public EquatableList<TestDeclaration> Tests { get; init; }

    /// <summary>The tasks whose work or edges the text touched, where it was read on top of a program.</summary>
    public EquatableList<TaskName> Touched { get; init; }

    /// <summary>The names that the file can use.</summary>
    public Scope? Scope { get; init; }

    /// <summary>What has been read, so that no file is read twice.</summary>
    internal IReadOnlyDictionary<string, LoadedModule> Modules { get; init; } = new Dictionary<string, LoadedModule>();

    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
