using System.Collections.Immutable;
using System.Reflection;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Binds list literals to arrays and collections.</summary>
internal static class CollectionBinder
{
    private static readonly Dictionary<Type, string> Makers = new()
    {
        [typeof(HashSet<>)] = nameof(ToSet), [typeof(ISet<>)] = nameof(ToSet), [typeof(IReadOnlySet<>)] = nameof(ToSet),
        [typeof(ImmutableArray<>)] = nameof(ToImmutable), [typeof(ImmutableHashSet<>)] = nameof(ToImmutableSet),
        [typeof(IImmutableSet<>)] = nameof(ToImmutableSet), [typeof(ImmutableSortedSet<>)] = nameof(ToImmutableSortedSet),
        [typeof(ImmutableList<>)] = nameof(ToImmutableList), [typeof(IImmutableList<>)] = nameof(ToImmutableList),
        [typeof(ImmutableQueue<>)] = nameof(ToImmutableQueue), [typeof(IImmutableQueue<>)] = nameof(ToImmutableQueue),
        [typeof(List<>)] = nameof(ToList), [typeof(IList<>)] = nameof(ToList), [typeof(ICollection<>)] = nameof(ToList),
        [typeof(IReadOnlyList<>)] = nameof(ToArray), [typeof(IReadOnlyCollection<>)] = nameof(ToArray), [typeof(IEnumerable<>)] = nameof(ToArray),
    };

    /// <summary>Null where the type is no collection.</summary>
    public static BindResult? Bind(ValueBinder binder, DagValue.List list, AnnotatedType type)
    {
        if (type.Type.IsSZArray)
            return Make(binder, list, type.Part(0), nameof(ToArray));
        if (!type.Type.IsGenericType)
            return null;
        if (Makers.TryGetValue(type.Type.GetGenericTypeDefinition(), out var make))
            return Make(binder, list, type.Part(0), make);

        return type.Type.GetGenericArguments() is [var element] && type.Type.GetConstructor([typeof(IEnumerable<>).MakeGenericType(element)]) is { } constructor
            ? MakeBy(constructor, Make(binder, list, type.Part(0), nameof(ToArray)))
            : null;
    }

    // Queues, linked lists and sorted sets, and whatever else is made of a sequence.
    private static BindResult MakeBy(ConstructorInfo constructor, BindResult elements)
        => elements.Fits ? new(new ClrValue(constructor.Invoke([elements.Value.Raw])), null) : elements;

    private static BindResult Make(ValueBinder binder, DagValue.List list, AnnotatedType element, string how)
    {
        if (Elements(binder, list, element, out var mismatch) is not { } elements)
            return mismatch;

        var make = typeof(CollectionBinder).GetMethod(how, BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(element.Type);
        return new(new ClrValue(make?.Invoke(null, [elements])), null);
    }

    private static ClrValue[]? Elements(ValueBinder binder, DagValue.List list, AnnotatedType type, out BindResult mismatch)
    {
        var elements = new ClrValue[list.Elements.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var bound = binder.Bind(list.Elements[i], type);
            if (!bound.Fits)
            {
                mismatch = bound.In(i);
                return null;
            }

            elements[i] = bound.Value;
        }

        mismatch = default;
        return elements;
    }

    private static T[] ToArray<T>(ClrValue[] elements) => Array.ConvertAll(elements, element => element.As<T>());

    private static List<T> ToList<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];

    private static HashSet<T> ToSet<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];

    private static ImmutableArray<T> ToImmutable<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];

    private static ImmutableHashSet<T> ToImmutableSet<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];

    private static ImmutableSortedSet<T> ToImmutableSortedSet<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];

    private static ImmutableList<T> ToImmutableList<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];

    private static ImmutableQueue<T> ToImmutableQueue<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];
}
