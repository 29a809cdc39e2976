using System.Reflection;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A parameter of a constructor.</summary>
internal sealed class RecordPart(ParameterInfo parameter)
{
    public string Name { get; } = parameter.Name ?? "";

    public AnnotatedType Type { get; } = AnnotatedType.Of(parameter);

    public bool HasDefault { get; } = parameter.HasDefaultValue;

    public object? Default => parameter.DefaultValue;
}
