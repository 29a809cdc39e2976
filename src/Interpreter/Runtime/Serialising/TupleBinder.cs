using System.Runtime.CompilerServices;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Binds lists and records to tuples: <c>[1, "x"]</c>, <c>{ Item1: 1, Item2: "x" }</c>, and where the declaration has names <c>{ count: 1, word: "x" }</c>.
/// </summary>
internal static class TupleBinder
{
    // The eighth argument of a tuple is a tuple of all the others.
    private const int MostOwn = 7;
    private const string Rest = "Rest";

    /// <summary>Null where the type is no tuple.</summary>
    public static BindResult? Bind(ValueBinder binder, DagValue.List list, AnnotatedType type)
    {
        if (!IsTuple(type.Type))
            return null;

        var length = LengthOf(type.Type);
        return length == list.Elements.Count ? Make(binder, type, list, 0) : BindResult.Not($"expected {length} elements, found {list.Elements.Count}");
    }

    /// <summary>Null where the type is no tuple.</summary>
    public static BindResult? Bind(ValueBinder binder, DagValue.Record record, AnnotatedType type)
    {
        if (!IsTuple(type.Type))
            return null;

        var arguments = type.Type.GetGenericArguments();
        var hasRest = record.Fields.Any(field => Same(field.Name, Rest));
        var length = hasRest ? arguments.Length : LengthOf(type.Type);
        var elements = new DagField?[length];
        foreach (var field in record.Fields)
        {
            var place = PlaceOf(field.Name, type, length, hasRest);
            if (place < 0)
                return BindResult.Not($"{ClrTypeName.Of(type.Type)} has no '{field.Name}'", MemberSuggestion.For(field.Name, NamesOf(type, length))).In(field.Name);
            if (elements[place] is not null)
                return BindResult.Not($"duplicate '{field.Name}'");

            elements[place] = field;
        }

        var missing = Enumerable.Range(0, length).Where(i => elements[i] is null).Select(i => type.Names.ElementAtOrDefault(i) ?? $"Item{i + 1}").ToList();
        if (missing.Count > 0)
            return RecordBinder.Missing(type.Type, missing);

        var given = elements.OfType<DagField>().ToList();
        return hasRest
            ? Create(type.Type, given.Select((field, i) => binder.Bind(field.Value, type.Part(i)).In(field.Name)))
            : Make(binder, type, new DagValue.List([.. given.Select(field => field.Value)]), 0, given);
    }

    private static bool IsTuple(Type type) => type.IsGenericType && type.Namespace == "System" && type.IsAssignableTo(typeof(ITuple));

    private static int LengthOf(Type type)
        => type.GetGenericArguments() is { Length: > MostOwn } arguments ? MostOwn + LengthOf(arguments[MostOwn]) : type.GetGenericArguments().Length;

    private static int PlaceOf(string name, AnnotatedType type, int length, bool hasRest)
    {
        if (hasRest && Same(name, Rest))
            return MostOwn;

        for (var i = 0; i < length; i++)
        {
            if (Same(name, type.Names.ElementAtOrDefault(i)) || Same(name, $"Item{i + 1}"))
                return i;
        }

        return -1;
    }

    private static IEnumerable<string> NamesOf(AnnotatedType type, int length)
        => type.Names.OfType<string>().Concat(Enumerable.Range(1, length).Select(i => $"Item{i}"));

    private static bool Same(string name, string? other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    private static BindResult Make(ValueBinder binder, AnnotatedType type, DagValue.List list, int from, IReadOnlyList<DagField>? fields = null)
    {
        var count = type.Type.GetGenericArguments().Length;
        return Create(type.Type, Enumerable.Range(0, count).Select(i =>
        {
            if (i == MostOwn)
                return Make(binder, type.Part(i), list, from + i, fields);

            var bound = binder.Bind(list.Elements[from + i], type.Part(i));
            return fields is null ? bound.In(from + i) : bound.In(fields[from + i].Name);
        }));
    }

    private static BindResult Create(Type type, IEnumerable<BindResult> elements)
    {
        var values = new List<object?>();
        foreach (var element in elements)
        {
            if (!element.Fits)
                return element;

            values.Add(element.Value.Raw);
        }

        return new(new ClrValue(Activator.CreateInstance(type, [.. values])), null);
    }
}
