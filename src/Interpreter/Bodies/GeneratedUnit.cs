using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Bodies;

/// <summary>
/// The C# made from a program, a text a module, with the place of every entry in it. It is all that the store's key is made of,
/// so it names no path: a text's <c>#line</c>s name its sources by number.
/// </summary>
internal sealed record GeneratedUnit(
    IReadOnlyList<string> Texts,
    IReadOnlyList<GeneratedSource> Sources,
    IReadOnlyList<string> References,
    IReadOnlyDictionary<string, GeneratedEntry> Entries)
{
    public const string Namespace = "Dag.Programs";

    public bool IsEmpty => Entries.Count == 0 && !Sources.Any(source => source.HasCode);
}

/// <summary>A source of dag that C# was taken from.</summary>
internal sealed record GeneratedSource(SourceText Source, bool HasCode);

/// <summary>A method of the compiled assembly, by its class and name, and what it was made from.</summary>
internal abstract record GeneratedEntry(string ClassName, string MethodName, SourceLocation At)
{
    public sealed record Body(string ClassName, string MethodName, SourceLocation At, string Task, string? Product, string? Representation, IReadOnlyList<string> Locals)
        : GeneratedEntry(ClassName, MethodName, At);

    public sealed record Predicate(string ClassName, string MethodName, SourceLocation At, string Type) : GeneratedEntry(ClassName, MethodName, At);

    public sealed record Message(string ClassName, string MethodName, SourceLocation At) : GeneratedEntry(ClassName, MethodName, At);

    public sealed record Anchor(string ClassName, string MethodName, SourceLocation At, DagType Type) : GeneratedEntry(ClassName, MethodName, At);
}
