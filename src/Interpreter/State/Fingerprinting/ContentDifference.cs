using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>The first part in which a value and what was read back of it have another content: where, what became of it, and what to do.</summary>
internal static class ContentDifference
{
    private const int MostDeep = 64;
    private const int MostShown = 40;

    /// <summary>A clause: <c>$.Item is a D2, and would read back as a B</c>.</summary>
    public static string Between(ClrValue made, ClrValue read) => Find(made.Raw, read.Raw, "$", 0) ?? "$ would read back differently";

    private static string? Find(object? made, object? read, string path, int depth)
    {
        if (depth > MostDeep || IsSame(made, read))
            return null;
        if (made is null || read is null)
            return $"{path} is {Shown(made)}, and would read back as {Shown(read)}{(read is null ? AdviceFor(made) : "")}";
        if (made is string text && TextFault.HasHalf(text))
            return $"{path} is a text with half of a surrogate pair, which UTF-8 cannot encode";
        if (WhyOtherType(made, read, path) is { } other)
            return other;
        if (ScalarText.Find(new ClrValue(made)) is not null)
            return $"{path} is {Shown(made)}, and would read back as {Shown(read)}";

        return OfParts(made, read, path, depth + 1) ?? WhyWhole(made, read, path);
    }

    private static bool IsSame(object? made, object? read)
        => ContentHasher.Of(new ClrValue(made)) is { } one && ContentHasher.Of(new ClrValue(read)) is { } other && one.Digits == other.Digits;

    // A list reads back as an array and counts as one.
    private static string? WhyOtherType(object made, object read, string path)
    {
        var (type, other) = (made.GetType(), read.GetType());
        if (type == other || (ElementOf(type) is { } element && element == ElementOf(other)))
            return null;

        var advice = type.IsAssignableTo(other) ? $": declare it as {ClrTypeName.Of(type)}, or mark {ClrTypeName.Of(other)} with [JsonDerivedType(typeof({ClrTypeName.Of(type)}), \"{type.Name}\")]" : "";
        return $"{path} is {ClrTypeName.WithArticle(type)}, and would read back as {ClrTypeName.WithArticle(other)}{advice}";
    }

    private static Type? ElementOf(Type type)
        => type.IsArray ? type.GetElementType() : type.IsGenericType && type.GetGenericArguments() is [var only] && type.IsAssignableTo(typeof(IEnumerable)) ? only : null;

    private static string? OfParts(object made, object read, string path, int depth)
    {
        if (made is ITuple tuple && read is ITuple other)
            return First(Enumerable.Range(0, tuple.Length), i => Find(tuple[i], other[i], $"{path}.Item{i + 1}", depth));
        if (made is IDictionary pairs && read is IDictionary others)
            return First(pairs.Keys.Cast<object>().Where(others.Contains), key => Find(pairs[key], others[key], MemberPath.Then(path, ScalarText.Find(new ClrValue(key)) ?? "…"), depth));
        if (made is IEnumerable elements && read is IEnumerable found && PlatformTypes.Has(made.GetType()))
            return PlatformTypes.Implements(made.GetType(), typeof(IReadOnlySet<>)) ? null : OfElements([.. elements.Cast<object?>()], [.. found.Cast<object?>()], path, depth);

        return OfMembers(made, read, path, depth);
    }

    private static string? OfElements(List<object?> made, List<object?> read, string path, int depth)
        => made.Count != read.Count
            ? $"{path} has {made.Count} elements, and would read back with {read.Count}"
            : made.Count > 1 && !IsSame(made[0], read[0]) && IsSame(made[0], read[^1])
                ? $"{path} would read back in another order"
                : First(Enumerable.Range(0, made.Count), i => Find(made[i], read[i], $"{path}[{i}]", depth));

    private static string? OfMembers(object made, object read, string path, int depth)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        for (var level = made.GetType(); level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
            {
                var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
                if (Find(field.GetValue(made), field.GetValue(read), MemberPath.Then(path, name), depth) is { } why)
                    return why + (IsSet(made.GetType(), name) ? "" : ": it has no setter: add 'init'");
            }
        }

        return null;
    }

    // As the serializer does: by a setter, or by the constructor that it takes.
    private static bool IsSet(Type type, string name)
        => type.GetProperty(name) is not { SetMethod: not { IsPublic: true } }
            || (type.GetConstructor([]) is null && type.GetConstructors().Any(made => made.GetParameters().Any(part => string.Equals(part.Name, name, StringComparison.OrdinalIgnoreCase))));

    // All of its parts are the same, so it is what holds them.
    private static string WhyWhole(object made, object read, string path)
        => ComparerTag.TagOf(made) is var order && order != ComparerTag.TagOf(read)
            ? $"{path} is {ClrTypeName.WithArticle(made.GetType())} with another key comparer than would be read back: use the default comparer"
            : $"{path} is {ClrTypeName.WithArticle(made.GetType())}, and would read back with another content";

    private static string AdviceFor(object? made) => made is null ? "" : ": it is not written";

    private static string Shown(object? value)
    {
        if (value is null)
            return "null";
        if (ScalarText.Find(new ClrValue(value)) is not { } text)
            return $"{ClrTypeName.WithArticle(value.GetType())}";

        var cut = text.Length <= MostShown ? text : text[..(MostShown - 2)] + " …";
        return value is string ? $"\"{cut.ReplaceLineEndings(" ")}\"" : cut;
    }

    private static string? First<T>(IEnumerable<T> parts, Func<T, string?> find) => parts.Select(find).FirstOrDefault(why => why is not null);
}
