using System.Collections;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Whether what is of a C# type can be stored, as far as the type alone tells: it has a content that can be compared, and reads back from JSON. What
/// only a value shows is found when it is stored.
/// </summary>
internal sealed class Storability
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Scalars =
    [
        typeof(string), typeof(decimal), typeof(Half), typeof(Int128), typeof(UInt128), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly),
        typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri),
    ];

    private static readonly HashSet<Type> ReadableInterfaces =
    [
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(ISet<>), typeof(IDictionary<,>),
        typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlySet<>), typeof(IReadOnlyDictionary<,>),
    ];

    private readonly HashSet<Type> seen = [];

    /// <summary>Null where nothing of the type stands against it; else what does: <c>value.Open is of type Func&lt;int&gt;, a function</c>.</summary>
    public static string? WhyNot(Type type) => new Storability().WhyNot("value", type);

    private string? WhyNot(string place, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return WhyNot(place, inner);
        if (type == typeof(DagFile) || type == typeof(DagFolder) || type == typeof(BigInteger) || IsScalar(type) || !seen.Add(type))
            return null;
        if (KindWithoutContent(type) is { } kind)
            return Said(place, type, kind);
        if (type.IsArray && type.GetElementType() is { } element)
            return type.GetArrayRank() > 1 ? Said(place, type, "which JSON cannot represent") : WhyNot($"{place}[…]", element);
        if (type.IsInterface || type.IsAbstract)
            return WhyNotByName(place, type);

        return PlatformTypes.Has(type) ? WhyNotOfPlatform(place, type) : WhyNotOfProgram(place, type);
    }

    private static bool IsScalar(Type type)
        => Scalars.Contains(type) || type.IsEnum || (type.IsPrimitive && type != typeof(nint) && type != typeof(nuint));

    // As the walk over the content of a value has it, and the serializer.
    private static string? KindWithoutContent(Type type)
    {
        if (type.IsAssignableTo(typeof(Delegate)))
            return "a function";
        if (type.IsAssignableTo(typeof(Task)) || type == typeof(ValueTask) || PlatformTypes.Implements(type, typeof(ValueTask<>)))
            return "work in progress";
        if (type.IsAssignableTo(typeof(Stream)) || type.IsAssignableTo(typeof(IEnumerator)) || PlatformTypes.Implements(type, typeof(IAsyncEnumerable<>)))
            return "which can be read only once";
        if (type.IsPointer || type.IsFunctionPointer || type.IsByRefLike || type == typeof(nint) || type == typeof(nuint))
            return "a memory address";
        if (type.IsAssignableTo(typeof(MemberInfo)))
            return "code";

        return type == typeof(object) ? "which may be anything" : type == typeof(JsonElement) ? "which belongs to a document" : null;
    }

    // An interface, or a class that is only meant for others to descend from.
    private string? WhyNotByName(string place, Type type)
    {
        if (HasConverter(type) || IsMarked<JsonPolymorphicAttribute>(type) || IsMarked<JsonDerivedTypeAttribute>(type))
            return null;
        if (type.IsGenericType && (ReadableInterfaces.Contains(type.GetGenericTypeDefinition()) || type.Namespace == "System.Collections.Immutable"))
            return WhyNotOfParts(place, type);

        return Said(place, type, "which does not declare its parts");
    }

    private string? WhyNotOfPlatform(string place, Type type)
    {
        if (type.IsAssignableTo(typeof(ITuple)))
            return WhyNotOfArguments(place, type);
        if (type.IsAssignableTo(typeof(IEnumerable)))
            return type.IsGenericType ? WhyNotOfParts(place, type) : Said(place, type, "which does not declare its parts");

        return type.IsValueType ? WhyNotOfArguments(place, type) : Said(place, type, "which has internal state");
    }

    private string? WhyNotOfParts(string place, Type type)
    {
        if (type.Name is "ReadOnlyDictionary`2" or "OrderedDictionary`2")
            return Said(place, type, "which is not compared by content");
        if (!PlatformTypes.Implements(type, typeof(IDictionary<,>)) && !PlatformTypes.Implements(type, typeof(IReadOnlyDictionary<,>)))
            return WhyNotOfArguments($"{place}[…]", type);

        var arguments = type.GetGenericArguments();
        return arguments is [var key, var of]
            ? IsScalar(key) ? WhyNot($"{place}[…]", of) : $"{place} has keys of type {ClrTypeName.Of(key)}; JSON keys are texts"
            : null;
    }

    private string? WhyNotOfArguments(string place, Type type)
        => type.GetGenericArguments().Select(argument => WhyNot(place, argument)).FirstOrDefault(why => why is not null);

    private string? WhyNotOfProgram(string place, Type type)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
            {
                // A property's own field is named after it: <Open>k__BackingField.
                var isOfProperty = field.Name.StartsWith('<');
                if (!field.IsPublic && !isOfProperty)
                    return Said(place, type, $"which has a private field '{field.Name}'");
                if (!MayBeNull(field) && WhyNot($"{place}.{(isOfProperty ? field.Name[1..field.Name.IndexOf('>')] : field.Name)}", field.FieldType) is { } why)
                    return why;
            }
        }

        return HasConverter(type) ? null : WhyNotMade(place, type);
    }

    // Null can be stored whatever its type.
    private static bool MayBeNull(FieldInfo field)
        => !field.FieldType.IsValueType && new NullabilityInfoContext().Create(field).ReadState != NullabilityState.NotNull;

    // How the serializer chooses what to make it by.
    private static string? WhyNotMade(string place, Type type)
    {
        var all = type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance);
        var open = all.Where(each => each.IsPublic).ToList();
        var marked = Array.Find(all, each => each.IsDefined(typeof(JsonConstructorAttribute), inherit: false));
        if (marked is null && (type.IsValueType || open.Exists(each => each.GetParameters().Length == 0)))
            return null;
        if ((marked ?? (open is [var only] ? only : null)) is not { } chosen)
            return Said(place, type, "which has no single constructor to read it back with");

        var members = type.GetProperties().Select(property => property.Name).Concat(type.GetFields().Select(field => field.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Array.Find(chosen.GetParameters(), each => !members.Contains(each.Name ?? "")) is { } lost
            ? Said(place, type, $"whose constructor parameter '{lost.Name}' has no property")
            : null;
    }

    private static bool HasConverter(Type type) => IsMarked<JsonConverterAttribute>(type);

    private static bool IsMarked<T>(Type type)
        where T : Attribute
        => type.IsDefined(typeof(T), inherit: false);

    private static string Said(string place, Type type, string kind) => $"{(place == "value" ? "it" : place)} is of type {ClrTypeName.Of(type)}, {kind}";
}
