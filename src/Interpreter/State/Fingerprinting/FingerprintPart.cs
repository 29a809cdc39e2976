using Dag.Language.Collections;
using Dag.Language.Text;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// A part of a fingerprint by its name, such as <c>option lr</c>, <c>dep features</c>, <c>body</c> or <c>code: Norm()</c>: the digest of what it put
/// into the walk, and where it has them what it looks like and where it stands. What it looks like is for people: it does not count.
/// </summary>
internal sealed record FingerprintPart(string Name, string Digest)
{
    public PartKind Kind { get; init; }

    public string? Shown { get; init; }

    /// <summary>The C# type of a value.</summary>
    public string? Type { get; init; }

    /// <summary>Such as <c>flag</c> or <c>default</c>; of a dep its task, where that is called otherwise.</summary>
    public string? Origin { get; init; }

    /// <summary>Of a dep the task that makes it.</summary>
    public string? Maker { get; init; }

    public SourceLocation? At { get; init; }

    /// <summary>What it is made of, where more than one thing: the files of a folder, what is opened in C#, methods of one name.</summary>
    public EquatableList<FingerprintPart> Within { get; init; } = [];
}

/// <summary>Kind of a part of a fingerprint, by which a difference between two is described.</summary>
public enum PartKind
{
    Other,
    Option,
    Code,
    Usings,
    Dep,
}
