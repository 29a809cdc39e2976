using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Language.Types;

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

/// <summary>A method of the compiled assembly, by its class and name, and what it was made from.</summary>
internal abstract record GeneratedEntry(string ClassName, string MethodName, SourceLocation At)
{
    public sealed record Body(
        string ClassName, string MethodName, SourceLocation At, TaskDeclaration Task, string? Representation, IReadOnlyList<string> Locals)
        : GeneratedEntry(ClassName, MethodName, At)
    {
        /// <summary>The other tasks with the same body under the same names.</summary>
        public List<TaskDeclaration> Sharers { get; } = [];
    }

    public sealed record Predicate(string ClassName, string MethodName, SourceLocation At, DagType Type) : GeneratedEntry(ClassName, MethodName, At);

    public sealed record Message(string ClassName, string MethodName, SourceLocation At, DagType Type) : GeneratedEntry(ClassName, MethodName, At);

    public sealed record Anchor(string ClassName, string MethodName, SourceLocation At, DagType Type) : GeneratedEntry(ClassName, MethodName, At);
}

/// <summary>A text of C#: a module's <c>code</c>, or the entries made from its types and tasks.</summary>
/// <param name="IsUsers">There is C# of the user's in it beside that of entries, so it is compiled even where nothing calls it.</param>
internal sealed record GeneratedText(string Text, bool IsCode, bool IsUsers);
