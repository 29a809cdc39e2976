using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>An option: a named, typed value that an invocation gives. Without a default it is required.</summary>
public sealed record OptionDeclaration(string Name, DagType Type, LocatedValue? Default, SourceLocation At)
{
    public string? Doc { get; init; }

    /// <summary>Never part of the fingerprint.</summary>
    public bool IsMeta { get; init; }

    /// <summary>Left out of the fingerprint while it equals its default.</summary>
    public bool IsCompatible { get; init; }
}
