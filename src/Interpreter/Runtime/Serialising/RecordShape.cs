using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>What a C# type can be made of by name: its public constructors, widest first, and the properties and fields that can be set.</summary>
internal sealed class RecordShape
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance;

    // Types of a program can be unloaded, and what is known of them goes with them.
    private static readonly ConditionalWeakTable<Type, RecordShape> Known = [];

    private RecordShape(Type type)
    {
        Makers = [.. type.GetConstructors().Select(made => new RecordMaker(made)).OrderByDescending(made => made.Parts.Count)];
        var properties = type.GetProperties(Own).Where(property => property.GetIndexParameters().Length == 0).ToList();
        Members =
        [
            .. properties.Where(property => property.SetMethod is { IsPublic: true }).Select(property => new RecordMember(property)),
            .. type.GetFields(Own).Where(field => !field.IsInitOnly).Select(field => new RecordMember(field)),
        ];
        Computed = [.. properties.Where(property => property is { SetMethod: not { IsPublic: true }, GetMethod.IsPublic: true }).Select(property => new RecordMember(property))];
        Readable = ReadableOf(properties, Members);
        Names = [.. Makers.SelectMany(made => made.Parts).Select(part => part.Name).Concat(Members.Select(member => member.Name)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public IReadOnlyList<RecordMaker> Makers { get; }

    public IReadOnlyList<RecordMember> Members { get; }

    /// <summary>The properties that can only be read: what is said of one must be what it says itself.</summary>
    public IReadOnlyList<RecordMember> Computed { get; }

    /// <summary>Every name that can be given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The members that can be read and given: those of the widest constructor in its order, then what can be set.</summary>
    public IReadOnlyList<RecordMember> Readable { get; }

    private List<RecordMember> ReadableOf(List<PropertyInfo> properties, IReadOnlyList<RecordMember> settable)
    {
        var parts = Makers.Count == 0 ? [] : Makers[0].Parts;
        var readable = new List<RecordMember>();
        foreach (var part in parts)
        {
            if (properties.Find(property => string.Equals(property.Name, part.Name, StringComparison.OrdinalIgnoreCase) && property.GetMethod is { IsPublic: true }) is { } property)
                readable.Add(new(property));
        }

        readable.AddRange(settable.Where(member => !readable.Exists(other => other.Name == member.Name)));
        return readable;
    }

    /// <summary>Null for what is not made by its parts: one thing of .NET, a collection, an interface, a delegate, or a type without a public constructor.</summary>
    public static RecordShape? Of(Type type)
    {
        if (type.IsAbstract || type.IsEnum || type.IsPrimitive || type.Namespace == "System" || type.IsSubclassOf(typeof(Delegate)) || type.IsAssignableTo(typeof(IEnumerable)))
            return null;

        var shape = Known.GetValue(type, each => new(each));
        return shape.Makers.Count > 0 || type.IsValueType ? shape : null;
    }
}

/// <summary>A property or field.</summary>
internal sealed class RecordMember(MemberInfo member)
{
    public string Name => member.Name;

    public AnnotatedType Type { get; } = member is PropertyInfo property ? AnnotatedType.Of(property) : AnnotatedType.Of((FieldInfo)member);

    public bool IsRequired { get; } = member.IsDefined(typeof(RequiredMemberAttribute));

    public object? Get(object? owner) => member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);

    public void Set(object? owner, object? value)
    {
        if (member is PropertyInfo property)
            property.SetValue(owner, value);
        else
            ((FieldInfo)member).SetValue(owner, value);
    }
}

/// <summary>A parameter of a constructor.</summary>
internal sealed class RecordPart(ParameterInfo parameter)
{
    public string Name { get; } = parameter.Name ?? "";

    public AnnotatedType Type { get; } = AnnotatedType.Of(parameter);

    public bool HasDefault { get; } = parameter.HasDefaultValue;

    public object? Default => parameter.DefaultValue;
}
