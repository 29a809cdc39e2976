using System.Collections.Immutable;
using System.Reflection;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Binds record literals to dictionaries; a name is the text of its key.</summary>
internal static class DictionaryBinder
{
    private static readonly Dictionary<Type, string> Makers = new()
    {
        [typeof(Dictionary<,>)] = nameof(ToDictionary), [typeof(IDictionary<,>)] = nameof(ToDictionary), [typeof(IReadOnlyDictionary<,>)] = nameof(ToDictionary),
        [typeof(ImmutableDictionary<,>)] = nameof(ToImmutable), [typeof(IImmutableDictionary<,>)] = nameof(ToImmutable),
        [typeof(ImmutableSortedDictionary<,>)] = nameof(ToImmutableSorted),
    };

    /// <summary>Null where the type is no dictionary.</summary>
    public static BindResult? Bind(ValueBinder binder, DagValue.Record record, AnnotatedType type)
    {
        if (!type.Type.IsGenericType || type.Type.GetGenericArguments() is not [var key, var value])
            return null;
        if (Makers.TryGetValue(type.Type.GetGenericTypeDefinition(), out var make))
            return Make(binder, record, type, make);

        return type.Type.GetConstructor([typeof(IDictionary<,>).MakeGenericType(key, value)]) is { } constructor
            ? MakeBy(constructor, Make(binder, record, type, nameof(ToDictionary)))
            : null;
    }

    // Sorted ones, and whatever else is made of a dictionary.
    private static BindResult MakeBy(ConstructorInfo constructor, BindResult pairs)
        => pairs.Fits ? new(new ClrValue(constructor.Invoke([pairs.Value.Raw])), null) : pairs;

    private static BindResult Make(ValueBinder binder, DagValue.Record record, AnnotatedType type, string how)
    {
        var (key, element) = (type.Part(0), type.Part(1));
        var pairs = new List<(ClrValue Key, ClrValue Value)>(record.Fields.Count);
        var seen = new HashSet<object>();
        foreach (var field in record.Fields)
        {
            var name = ScalarParser.Parse(field.Name, key.Type);
            if (name is not ScalarReading.Found({ Raw: { } raw } found))
                return BindResult.Not($"the key {ValuePrinter.Print(new DagValue.Text(field.Name))} {(name as ScalarReading.Refused)?.Why ?? $"cannot be read as {PlainTypeName.Of(key.Type)}"}", (name as ScalarReading.Refused)?.Hint);
            if (!seen.Add(raw))
                return BindResult.Not($"duplicate '{field.Name}'");

            var bound = binder.Bind(field.Value, element);
            if (!bound.Fits)
                return bound.In(field.Name);
            pairs.Add((found, bound.Value));
        }

        var make = typeof(DictionaryBinder).GetMethod(how, BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(key.Type, element.Type);
        return new(new ClrValue(make?.Invoke(null, [pairs])), null);
    }

    private static Dictionary<TKey, TValue> ToDictionary<TKey, TValue>(List<(ClrValue Key, ClrValue Value)> pairs)
        where TKey : notnull
        => pairs.ToDictionary(pair => pair.Key.As<TKey>(), pair => pair.Value.As<TValue>());

    private static ImmutableDictionary<TKey, TValue> ToImmutable<TKey, TValue>(List<(ClrValue Key, ClrValue Value)> pairs)
        where TKey : notnull
        => ToDictionary<TKey, TValue>(pairs).ToImmutableDictionary();

    private static ImmutableSortedDictionary<TKey, TValue> ToImmutableSorted<TKey, TValue>(List<(ClrValue Key, ClrValue Value)> pairs)
        where TKey : notnull
        => ToDictionary<TKey, TValue>(pairs).ToImmutableSortedDictionary();
}
