using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Invoking;

/// <summary>What a C# type can be made of by name: its public constructors, widest first, and the properties and fields that can be set.</summary>
internal sealed class RecordShape
{
    private RecordShape(Type type)
    {
        Constructors = [.. type.GetConstructors().OrderByDescending(made => made.GetParameters().Length)];
        Members =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0),
            .. type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(field => !field.IsInitOnly),
        ];
    }

    public IReadOnlyList<ConstructorInfo> Constructors { get; }

    public IReadOnlyList<MemberInfo> Members { get; }

    /// <summary>Every name that may be given.</summary>
    public IReadOnlyList<string> Names
        => [.. Constructors.SelectMany(made => made.GetParameters()).Select(part => part.Name ?? "").Concat(Members.Select(member => member.Name)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Null for what is not made by its parts: one thing of .NET, an interface, a delegate, or a type without a public constructor.</summary>
    public static RecordShape? Of(Type type)
    {
        if (type.IsAbstract || type.IsEnum || type.Namespace == "System" || type.IsSubclassOf(typeof(Delegate)))
            return null;

        var shape = new RecordShape(type);
        return shape.Constructors.Count > 0 || type.IsValueType ? shape : null;
    }

    /// <summary>The members that C# would insist on after this constructor.</summary>
    public IEnumerable<MemberInfo> RequiredAfter(ConstructorInfo? made)
        => made?.IsDefined(typeof(System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute)) == true
            ? []
            : Members.Where(member => member.IsDefined(typeof(RequiredMemberAttribute)));

    public static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
}
