using System.Reflection;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>Binds record literals by name, in any case, to a constructor and then to what can be set, or to a dictionary with text for keys.</summary>
internal static class RecordBinder
{
    /// <summary>Null where the type is not made by its parts.</summary>
    public static Binding? Bind(ValueBinder binder, DagValue.Record record, Type type)
    {
        if (DictionaryValue(type) is { } element)
            return Dictionary(binder, record, element);
        if (type == typeof(DagFile) || type == typeof(DagFolder) || RecordShape.Of(type) is not { } shape)
            return null;
        if (WhyFieldsDoNotFit(record, shape.Names, type) is { } wrong)
            return wrong;

        // The widest constructor whose parts are all given or have defaults; else the one that lacks least says what is missing.
        var makers = shape.Constructors.Count == 0 ? new ConstructorInfo?[] { null } : [.. shape.Constructors];
        var chosen = makers.MinBy(made => Missing(record, shape, made).Count());
        var missing = Missing(record, shape, chosen).ToList();
        return missing.Count > 0
            ? Binding.Not($"{ClrTypeName.Of(type)} wants {string.Join(", ", missing.Select(name => $"'{name}'"))} as well")
            : Make(binder, record, shape, chosen, type);
    }

    private static Binding? WhyFieldsDoNotFit(DagValue.Record record, IReadOnlyList<string> names, Type type)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in record.Fields)
        {
            if (!names.Contains(field.Name, StringComparer.OrdinalIgnoreCase))
                return Binding.Not($"{ClrTypeName.Of(type)} has no '{field.Name}'", MemberSuggestion.For(field.Name, names));
            if (!seen.Add(field.Name))
                return Binding.Not($"'{field.Name}' is given twice");
        }

        return null;
    }

    private static IEnumerable<string> Missing(DagValue.Record record, RecordShape shape, ConstructorInfo? made)
    {
        var parameters = made?.GetParameters() ?? [];
        return parameters.Where(part => !part.HasDefaultValue).Select(part => part.Name ?? "")
            .Concat(shape.RequiredAfter(made).Select(member => member.Name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => FieldFor(record, name) is null);
    }

    private static Binding Make(ValueBinder binder, DagValue.Record record, RecordShape shape, ConstructorInfo? made, Type type)
    {
        var parameters = made?.GetParameters() ?? [];
        var arguments = new ClrValue[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (FieldFor(record, parameters[i].Name) is not { } field)
            {
                arguments[i] = new(parameters[i].DefaultValue);
                continue;
            }

            var bound = binder.Bind(field.Value, parameters[i].ParameterType);
            if (!bound.Fits)
                return bound.In(field.Name);
            arguments[i] = bound.Value;
        }

        try
        {
            var instance = new ClrValue(made is null ? Activator.CreateInstance(type) : made.Invoke(Array.ConvertAll(arguments, argument => argument.Raw)));
            return SetRest(binder, record, parameters, shape, instance);
        }
        catch (TargetInvocationException refused)
        {
            var thrown = refused.InnerException ?? refused;
            return Binding.Not($"{ClrTypeName.Of(type)} refuses it, {thrown.GetType().Name}: {thrown.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    private static Binding SetRest(ValueBinder binder, DagValue.Record record, ParameterInfo[] parameters, RecordShape shape, ClrValue instance)
    {
        foreach (var field in record.Fields)
        {
            if (parameters.Any(part => Same(part.Name, field.Name)) || shape.Members.FirstOrDefault(member => Same(member.Name, field.Name)) is not { } member)
                continue;

            var bound = binder.Bind(field.Value, RecordShape.TypeOf(member));
            if (!bound.Fits)
                return bound.In(field.Name);
            if (member is PropertyInfo property)
                property.SetValue(instance.Raw, bound.Value.Raw);
            else
                ((FieldInfo)member).SetValue(instance.Raw, bound.Value.Raw);
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
                return bound.In(field.Name);
            values.Add(new(field.Name, bound.Value));
        }

        var make = typeof(RecordBinder).GetMethod(nameof(ToDictionary), BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(element);
        return new(new ClrValue(make?.Invoke(null, [values])), null);
    }

    private static Dictionary<string, T> ToDictionary<T>(List<KeyValuePair<string, ClrValue>> values)
        => values.ToDictionary(pair => pair.Key, pair => pair.Value.As<T>());
}
