using System.Reflection;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Diagnostics;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>Binds record literals by name to a constructor and then to settable properties, or to a dictionary with text for keys.</summary>
internal static class RecordBinder
{
    /// <summary>Null where the type has no public constructor to be made with.</summary>
    public static Binding? Bind(ValueBinder binder, DagValue.Record record, Type type)
    {
        if (DictionaryValue(type) is { } element)
            return Dictionary(binder, record, element);
        if (type.IsPrimitive || type == typeof(string) || type.IsAbstract || type == typeof(DagFile) || type == typeof(DagFolder))
            return null;

        var constructors = type.GetConstructors().OrderByDescending(made => made.GetParameters().Length).ToList();
        if (constructors.Count == 0)
            return null;

        // The widest constructor whose parameters are all given or have defaults; else the widest says what is missing.
        var chosen = constructors.FirstOrDefault(made => made.GetParameters().All(part => part.HasDefaultValue || FieldFor(record, part.Name) is not null));
        return chosen is null ? Missing(record, constructors[0], type) : Make(binder, record, chosen, type);
    }

    public static string Within(string step, string? mismatch)
        => mismatch is null ? step : mismatch.StartsWith("at ", StringComparison.Ordinal) ? $"at {Join(step, mismatch[3..])}" : $"at {step}: {mismatch}";

    private static string Join(string step, string rest) => rest.StartsWith('[') ? step + rest : $"{step}.{rest}";

    private static Binding Missing(DagValue.Record record, ConstructorInfo wanted, Type type)
    {
        var parts = wanted.GetParameters().Where(part => !part.HasDefaultValue && FieldFor(record, part.Name) is null).Select(part => $"'{part.Name}'");
        return Binding.Not($"{ClrTypeName.Of(type)} wants {string.Join(", ", parts)} as well");
    }

    private static Binding Make(ValueBinder binder, DagValue.Record record, ConstructorInfo made, Type type)
    {
        var parameters = made.GetParameters();
        var properties = type.GetProperties().Where(property => property.CanWrite && property.SetMethod is { IsPublic: true }).ToList();
        var names = parameters.Select(part => part.Name ?? "").Concat(properties.Select(property => property.Name)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var field in record.Fields)
        {
            if (!names.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
                return Binding.Not($"{ClrTypeName.Of(type)} has no '{field.Name}'", Suggestion.For(field.Name, names));
        }

        var arguments = new List<ClrValue>();
        foreach (var part in parameters)
        {
            if (FieldFor(record, part.Name) is not { } field)
            {
                arguments.Add(new ClrValue(part.DefaultValue));
                continue;
            }

            var bound = binder.Bind(field.Value, part.ParameterType);
            if (!bound.Fits)
                return bound with { Mismatch = Within(field.Name, bound.Mismatch) };
            arguments.Add(bound.Value);
        }

        var instance = new ClrValue(made.Invoke(arguments.Select(argument => argument.Raw).ToArray()));
        return SetRest(binder, record, parameters, properties, instance);
    }

    private static Binding SetRest(ValueBinder binder, DagValue.Record record, ParameterInfo[] parameters, List<PropertyInfo> properties, ClrValue instance)
    {
        foreach (var field in record.Fields)
        {
            if (parameters.Any(part => Same(part.Name, field.Name)) || properties.Find(property => Same(property.Name, field.Name)) is not { } property)
                continue;

            var bound = binder.Bind(field.Value, property.PropertyType);
            if (!bound.Fits)
                return bound with { Mismatch = Within(field.Name, bound.Mismatch) };
            property.SetValue(instance.Raw, bound.Value.Raw);
        }

        return new(instance, null);
    }

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static DagField? FieldFor(DagValue.Record record, string? name)
    {
        foreach (var field in record.Fields)
        {
            if (Same(name, field.Name))
                return field;
        }

        return null;
    }

    private static Type? DictionaryValue(Type type)
        => type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string)
            && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(key, value)) ? value : null;

    private static Binding Dictionary(ValueBinder binder, DagValue.Record record, Type element)
    {
        var values = new List<KeyValuePair<string, ClrValue>>();
        foreach (var field in record.Fields)
        {
            var bound = binder.Bind(field.Value, element);
            if (!bound.Fits)
                return bound with { Mismatch = Within(field.Name, bound.Mismatch) };
            values.Add(new(field.Name, bound.Value));
        }

        var make = typeof(RecordBinder).GetMethod(nameof(ToDictionary), BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(element);
        return new(new ClrValue(make?.Invoke(null, [values])), null);
    }

    private static Dictionary<string, T> ToDictionary<T>(List<KeyValuePair<string, ClrValue>> values)
        => values.ToDictionary(pair => pair.Key, pair => pair.Value.As<T>());
}
