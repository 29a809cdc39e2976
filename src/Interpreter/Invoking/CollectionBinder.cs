using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dag.Interpreter.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>Binds list literals to arrays, the usual collections and tuples.</summary>
internal static class CollectionBinder
{
    /// <summary>Null where the type is no collection.</summary>
    public static Binding? Bind(ValueBinder binder, DagValue.List list, Type type)
    {
        if (type.IsArray)
            return type.GetElementType() is { } element && type.GetArrayRank() == 1 ? Make(binder, list, element, nameof(ToArray)) : null;
        if (!type.IsGenericType)
            return null;
        if (type.IsAssignableTo(typeof(ITuple)))
            return Tuple(binder, list, type);

        var (definition, arguments) = (type.GetGenericTypeDefinition(), type.GetGenericArguments());
        var make = definition switch
        {
            _ when arguments.Length != 1 => null,
            _ when definition == typeof(HashSet<>) || definition == typeof(ISet<>) || definition == typeof(IReadOnlySet<>) => nameof(ToSet),
            _ when definition == typeof(ImmutableArray<>) => nameof(ToImmutable),
            _ when definition == typeof(ImmutableList<>) || definition == typeof(IImmutableList<>) => nameof(ToImmutableList),
            _ when definition == typeof(List<>) || definition == typeof(IList<>) || definition == typeof(ICollection<>) => nameof(ToList),
            _ when definition == typeof(IReadOnlyList<>) || definition == typeof(IReadOnlyCollection<>) || definition == typeof(IEnumerable<>) => nameof(ToArray),
            _ => null,
        };
        return make is null ? null : Make(binder, list, arguments[0], make);
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
                mismatch = bound with { Mismatch = RecordBinder.Within($"[{i}]", bound.Mismatch) };
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

    private static ImmutableList<T> ToImmutableList<T>(ClrValue[] elements) => [.. ToArray<T>(elements)];
}
