using System.Runtime.CompilerServices;
using Dag.Language.Collections;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>
/// A file that was read: what its C# sees. Its bodies, predicates and code see its own usings and code, and the code of the modules
/// it imports, directly or through others. Equal only to itself.
/// </summary>
public sealed class ModuleDeclaration(SourceText source) : IEquatable<ModuleDeclaration>
{
    public SourceText Source { get; } = source;

    /// <summary>True for a file of the standard library.</summary>
    public bool IsStandard => Source.Origin != SourceOrigin.Program;

    public string? Doc { get; init; }

    /// <summary>What stood after <c>using</c>.</summary>
    public EquatableList<CSharpFragment> Usings { get; init; }

    /// <summary>Assemblies, by the path as written.</summary>
    public EquatableList<ReferenceDeclaration> References { get; init; }

    /// <summary>The members of each <c>code</c> block, without braces.</summary>
    public EquatableList<CSharpFragment> Code { get; init; }

    /// <summary>The modules it imports itself, the core first.</summary>
    public EquatableList<ModuleDeclaration> Imports { get; init; }

    public bool Equals(ModuleDeclaration? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Source.Path;
}

/// <summary>How scripts of a language are run: a program and its arguments, in which <c>{script}</c> stands for the script's path.</summary>
public sealed record LanguageDeclaration(LanguageName Name, EquatableList<string> Command, SourceLocation? At)
{
    /// <summary>Files that its scripts import, by patterns relative to the file that says so. They count in the fingerprints of its scripts.</summary>
    public EquatableList<ScriptModules> Modules { get; init; }
}

/// <summary>A pattern of files as written, such as <c>lib/*.py</c>, and where that stands.</summary>
public sealed record ScriptModules(string Pattern, SourceLocation At);

/// <summary>An assembly that C# may use, by the path as written, and where that stands.</summary>
public sealed record ReferenceDeclaration(string Path, SourceLocation At);
