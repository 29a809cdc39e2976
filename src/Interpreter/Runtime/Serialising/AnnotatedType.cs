using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A C# type with what its declaration says beside it: which of its parts may be null, and the names of a tuple's elements.</summary>
internal sealed class AnnotatedType
{
    // Beyond seven a tuple goes on in another one, and its names are written in another order.
    private const int LongestNamedTuple = 7;

    private readonly IReadOnlyList<AnnotatedType>? parts;

    private AnnotatedType(Type type, bool takesNull, IReadOnlyList<AnnotatedType>? parts, IReadOnlyList<string?> names)
    {
        Type = type;
        TakesNull = takesNull;
        Names = names;
        this.parts = parts;
    }

    public Type Type { get; }

    public bool TakesNull { get; }

    /// <summary>The names of a tuple's elements as its declaration has them; none where it is no tuple, or has no names.</summary>
    public IReadOnlyList<string?> Names { get; }

    /// <summary>A type as it stands, without a declaration: it may be null itself where C# allows it, its parts may not.</summary>
    public static AnnotatedType Of(Type type) => Plain(type, !type.IsValueType || Nullable.GetUnderlyingType(type) is not null);

    /// <summary>A list of elements whose type has a declaration.</summary>
    public static AnnotatedType ListOf(AnnotatedType element)
        => new(typeof(IReadOnlyList<>).MakeGenericType(element.Type), takesNull: false, [element], []);

    public static AnnotatedType Of(ParameterInfo parameter)
        => From(new NullabilityInfoContext().Create(parameter), parameter.GetCustomAttribute<TupleElementNamesAttribute>());

    public static AnnotatedType Of(PropertyInfo property)
        => From(new NullabilityInfoContext().Create(property), property.GetCustomAttribute<TupleElementNamesAttribute>());

    public static AnnotatedType Of(FieldInfo field)
        => From(new NullabilityInfoContext().Create(field), field.GetCustomAttribute<TupleElementNamesAttribute>());

    /// <summary>The same type where null is taken for itself.</summary>
    public AnnotatedType OrNull() => TakesNull ? this : new(Type, takesNull: true, parts, Names);

    /// <summary>The same type where null is not taken for itself, but of a nullable value type.</summary>
    public AnnotatedType WithoutNull() => Nullable.GetUnderlyingType(Type) is null ? new(Type, takesNull: false, parts, Names) : this;

    /// <summary>What is behind a nullable value type; else the type itself.</summary>
    public AnnotatedType WithoutNullable() => Nullable.GetUnderlyingType(Type) is { } inner ? new(inner, takesNull: false, parts, Names) : this;

    /// <summary>The elements of an array, or a type argument.</summary>
    public AnnotatedType Part(int index)
    {
        if (parts is not null && index < parts.Count)
            return parts[index];

        var type = Type.GetElementType() ?? Type.GetGenericArguments()[index];
        return Plain(type, Nullable.GetUnderlyingType(type) is not null);
    }

    private static AnnotatedType Plain(Type type, bool takesNull) => new(type, takesNull, null, []);

    private static AnnotatedType From(NullabilityInfo info, TupleElementNamesAttribute? names)
        => From(info, new Queue<string?>(names?.TransformNames ?? []));

    // The names of all tuples stand in one list: those of a tuple's elements, then those within its elements.
    private static AnnotatedType From(NullabilityInfo info, Queue<string?> names)
    {
        var inner = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var own = new List<string?>();
        if (inner.IsValueType && inner.IsAssignableTo(typeof(ITuple)))
        {
            for (var i = info.GenericTypeArguments.Length; i > 0 && names.Count > 0; i--)
                own.Add(names.Dequeue());
            if (info.GenericTypeArguments.Length > LongestNamedTuple)
                (own, names) = ([], []);
        }

        var parts = info.ElementType is { } element ? [From(element, names)] : info.GenericTypeArguments.Select(argument => From(argument, names)).ToList();
        var takesNull = info.Type.IsValueType ? inner != info.Type : info.WriteState != NullabilityState.NotNull && info.ReadState != NullabilityState.NotNull;
        return new(info.Type, takesNull, parts.Count > 0 ? parts : null, own);
    }
}
