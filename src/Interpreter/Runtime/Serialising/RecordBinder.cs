using System.Reflection;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Binds record literals by name, in any case, to a constructor and then to what can be set.</summary>
internal static class RecordBinder
{
    /// <summary>Null where the type is not made by its parts.</summary>
    public static BindResult? Bind(ValueBinder binder, DagValue.Record record, Type type)
    {
        if (type == typeof(DagFile) || type == typeof(DagFolder) || RecordShape.Of(type) is not { } shape)
            return null;
        if (WhyFieldsDoNotFit(record, shape, type) is { } wrong)
            return wrong;

        // The widest constructor whose parts are all given or have defaults; else the one that lacks least says what is missing.
        var makers = shape.Makers.Count == 0 ? new RecordMaker?[] { null } : [.. shape.Makers];
        var chosen = makers.MinBy(made => MissingFor(record, shape, made).Count());
        var missing = MissingFor(record, shape, chosen).ToList();
        return missing.Count > 0 ? Missing(type, missing) : Make(binder, record, shape, chosen, type);
    }

    /// <summary>What is missing, at the place of the first that is.</summary>
    public static BindResult Missing(Type type, IReadOnlyList<string> members)
        => BindResult.Not($"{ClrTypeName.Of(type)} is missing {string.Join(", ", members.Select(name => $"'{name}'"))}").In(members[0]);

    private static BindResult? WhyFieldsDoNotFit(DagValue.Record record, RecordShape shape, Type type)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in record.Fields)
        {
            if (!shape.Names.Contains(field.Name, StringComparer.OrdinalIgnoreCase) && !shape.Computed.Any(member => Same(member.Name, field.Name)))
                return BindResult.Not($"{ClrTypeName.Of(type)} has no '{field.Name}'", MemberSuggestion.For(field.Name, shape.Names)).In(field.Name);
            if (!seen.Add(field.Name))
                return BindResult.Not($"duplicate '{field.Name}'");
        }

        return null;
    }

    private static IEnumerable<string> MissingFor(DagValue.Record record, RecordShape shape, RecordMaker? made)
    {
        var required = made?.SetsRequired == true ? [] : shape.Members.Where(member => member.IsRequired).Select(member => member.Name);
        return (made?.Parts ?? []).Where(part => !part.HasDefault).Select(part => part.Name)
            .Concat(required)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(name => FieldFor(record, name) is null);
    }

    private static BindResult Make(ValueBinder binder, DagValue.Record record, RecordShape shape, RecordMaker? made, Type type)
    {
        var parts = made?.Parts ?? [];
        var arguments = new object?[parts.Count];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (FieldFor(record, parts[i].Name) is not { } field)
            {
                arguments[i] = parts[i].Default;
                continue;
            }

            var bound = binder.Bind(field.Value, parts[i].Type);
            if (!bound.Fits)
                return bound.In(field.Name);
            arguments[i] = bound.Value.Raw;
        }

        try
        {
            var instance = new ClrValue(made is null ? Activator.CreateInstance(type) : made.Make(arguments));
            return SetRest(binder, record, parts, shape, instance) ?? WhyNotWhole(binder, record, parts, shape, instance, type) ?? new(instance, null);
        }
        catch (TargetInvocationException refused)
        {
            var thrown = refused.InnerException ?? refused;
            return BindResult.Not($"{ClrTypeName.Of(type)} rejected it with {thrown.GetType().Name}: {thrown.Message.ReplaceLineEndings(" ").TrimEnd('.')}");
        }
    }

    private static BindResult? SetRest(ValueBinder binder, DagValue.Record record, IReadOnlyList<RecordPart> parts, RecordShape shape, ClrValue instance)
    {
        foreach (var field in record.Fields)
        {
            if (parts.Any(part => Same(part.Name, field.Name)) || shape.Members.FirstOrDefault(member => Same(member.Name, field.Name)) is not { } member)
                continue;

            var bound = binder.Bind(field.Value, member.Type);
            if (!bound.Fits)
                return bound.In(field.Name);
            member.Set(instance.Raw, bound.Value.Raw);
        }

        return null;
    }

    // What was given for a property that can only be read must be what it says, and what may not be null must have got a value.
    private static BindResult? WhyNotWhole(ValueBinder binder, DagValue.Record record, IReadOnlyList<RecordPart> parts, RecordShape shape, ClrValue instance, Type type)
    {
        foreach (var field in record.Fields)
        {
            if (parts.Any(part => Same(part.Name, field.Name)) || shape.Computed.FirstOrDefault(member => Same(member.Name, field.Name)) is not { } member)
                continue;

            var said = binder.Bind(field.Value, member.Type);
            if (!said.Fits)
                return said.In(field.Name);
            if (member.Get(instance.Raw) is var own && ProductText.Print(new ClrValue(own)) != ProductText.Print(said.Value))
                return BindResult.Not($"it is read-only, with the value {ProductText.Print(new ClrValue(own))}").In(field.Name);
        }

        var missing = shape.Members.Where(member => FieldFor(record, member.Name) is null && !member.Type.TakesNull && member.Get(instance.Raw) is null).Select(member => member.Name).ToList();
        return missing.Count > 0 ? Missing(type, missing) : null;
    }

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static DagField? FieldFor(DagValue.Record record, string name)
    {
        foreach (var field in record.Fields)
        {
            if (Same(name, field.Name))
                return field;
        }

        return null;
    }
}
