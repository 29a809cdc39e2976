using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dag.Interpreter.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>Binds list literals to arrays, the usual collections and tuples.</summary>
internal static class CollectionBinder
{
    private static readonly Dictionary<Type, string> Makers = new()
    {
        [typeof(HashSet<>)] = nameof(ToSet), [typeof(ISet<>)] = nameof(ToSet), [typeof(IReadOnlySet<>)] = nameof(ToSet),
        [typeof(ImmutableArray<>)] = nameof(ToImmutable), [typeof(ImmutableHashSet<>)] = nameof(ToImmutableSet),
        [typeof(ImmutableList<>)] = nameof(ToImmutableList), [typeof(IImmutableList<>)] = nameof(ToImmutableList),
        [typeof(List<>)] = nameof(ToList), [typeof(IList<>)] = nameof(ToList), [typeof(ICollection<>)] = nameof(ToList),
        [typeof(IReadOnlyList<>)] = nameof(ToArray), [typeof(IReadOnlyCollection<>)] = nameof(ToArray), [typeof(IEnumerable<>)] = nameof(ToArray),
    };

    /// <summary>Null where the type is no collection.</summary>
    public static Binding? Bind(ValueBinder binder, DagValue.List list, Type type)
    {
        if (type.IsSZArray && type.GetElementType() is { } element)
            return Make(binder, list, element, nameof(ToArray));
        if (!type.IsGenericType)
            return null;
        if (type.IsAssignableTo(typeof(ITuple)))
            return Tuple(binder, list, type);

        return Makers.TryGetValue(type.GetGenericTypeDefinition(), out var make) ? Make(binder, list, type.GetGenericArguments()[0], make) : null;
    }

    private static Binding Make(ValueBinder binder, DagValue.List list, Type element, string how)
    {
        if (Elements(binder, list, _ => element, out var mismatch) is not { } elements)
            return mismatch;

        var make = typeof(CollectionBinder).GetMethod(how, BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(element);
        return new(new ClrValue(make?.Invoke(null, [elements])), null);
    }

    private static Binding Tuple(ValueBinder binder, DagValue.List list, Type type)
    {
        var parts = type.GetGenericArguments();
        if (parts.Length != list.Elements.Count)
            return Binding.Not($"it wants {parts.Length} elements, but this has {list.Elements.Count}");
        if (Elements(binder, list, i => parts[i], out var mismatch) is not { } elements)
            return mismatch;

        return new(new ClrValue(Activator.CreateInstance(type, elements.Select(element => element.Raw).ToArray())), null);
    }

    private static ClrValue[]? Elements(ValueBinder binder, DagValue.List list, Func<int, Type> typeOf, out Binding mismatch)
    {
        var elements = new ClrValue[list.Elements.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var bound = binder.Bind(list.Elements[i], typeOf(i));
            if (!bound.Fits)
            {
                mismatch = bound.In($"[{i}]");
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

    private static ImmutableList<T> ToImmutableList<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];
}
