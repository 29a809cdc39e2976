using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A public constructor, with what it is given by name.</summary>
internal sealed class RecordMaker(ConstructorInfo constructor)
{
    public IReadOnlyList<RecordPart> Parts { get; } = [.. constructor.GetParameters().Select(parameter => new RecordPart(parameter))];

    /// <summary>Whether it does all that C# would insist on after it.</summary>
    public bool SetsRequired { get; } = constructor.IsDefined(typeof(SetsRequiredMembersAttribute));

    public object Make(object?[] arguments) => constructor.Invoke(arguments);
}
