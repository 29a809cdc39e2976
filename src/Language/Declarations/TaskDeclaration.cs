using Dag.Language.Collections;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>A task: deps, options, a body and at most one product. Immutable; a change is another declaration under the same name.</summary>
public sealed record TaskDeclaration(TaskName Name, ModuleDeclaration Module, SourceLocation At)
{
    public string? Doc { get; init; }

    public EquatableList<DepDeclaration> Deps { get; init; }

    public EquatableList<OptionDeclaration> Options { get; init; }

    /// <summary>The type of what it makes; none for an action and for a marker.</summary>
    public DagType? Product { get; init; }

    /// <summary>None for a marker, one name for all that it needs.</summary>
    public BodyDeclaration? Body { get; init; }

    public EquatableList<PassedVariableDeclaration> PassedVariables { get; init; }

    public RetryDeclaration? Retry { get; init; }

    public TimeSpan? Timeout { get; init; }

    /// <summary>The task as its file declares it, where this one was put in its place.</summary>
    public TaskDeclaration? Original { get; init; }

    /// <summary>Where its product is kept.</summary>
    public CacheMode Cache { get; init; }

    /// <summary>Where that is said, if it is.</summary>
    public SourceLocation? CacheAt { get; init; }

    /// <summary>A product that is older is made again.</summary>
    public TimeSpan? Fresh { get; init; }

    /// <summary>Stands for the body, and the code it reaches, in the fingerprint.</summary>
    public string? Version { get; init; }

    /// <summary>Something in it was wrong and has been said: what its body sees is not known, so its C# is not compiled.</summary>
    public bool HasMistakes { get; init; }

    /// <summary>Has a body and makes nothing: it runs whenever it is reached.</summary>
    public bool IsAction => Body is not null && Product is null;

    public bool IsMarker => Body is null;

    public OptionDeclaration? FindOption(string name)
    {
        foreach (var option in Options)
        {
            if (option.Name == name)
                return option;
        }

        return null;
    }
}
