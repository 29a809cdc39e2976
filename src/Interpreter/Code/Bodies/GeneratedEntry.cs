using Dag.Language.Declarations;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Code.Bodies;

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
