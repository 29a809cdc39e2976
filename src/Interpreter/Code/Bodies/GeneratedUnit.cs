using Dag.Language.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>
/// The C# made from a program, with the place of every entry in it. Its texts and references are all that the store's key is made of,
/// so the texts name no path: their <c>#line</c>s name the sources by number.
/// </summary>
internal sealed record GeneratedUnit(
    IReadOnlyList<GeneratedText> Texts,
    IReadOnlyList<SourceText> Sources,
    IReadOnlyList<ResolvedReference> References,
    IReadOnlyDictionary<string, GeneratedEntry> Entries)
{
    /// <summary>The anchors of types that must be storable. They are part of the unit's key, so that one that was kept was found right in that too.</summary>
    public IReadOnlyList<string> Stored { get; init; } = [];

    /// <summary>Whether the program has a task of this name; for hints alone.</summary>
    public Func<string, bool> HasTask { get; init; } = _ => false;

    public bool IsEmpty => Entries.Count == 0 && !Texts.Any(text => text.IsUsers);
}
