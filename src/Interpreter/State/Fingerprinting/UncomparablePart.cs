using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>The part of a value that has no content to be compared by: where it is, why, and what to do. Walks as <see cref="ContentHasher"/> does.</summary>
/// <param name="orHalf">A text with half of a character in it is found too.</param>
internal sealed class UncomparablePart(bool orHalf)
{
    private const int MostDeep = 64;

    private readonly Dictionary<object, string> around = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> seen = new(ReferenceEqualityComparer.Instance);

    /// <summary>A clause: <c>$.Open is an Action, a function</c>; null where nothing of it is found.</summary>
    public static string? Find(ClrValue value) => new UncomparablePart(orHalf: false).Find(value.Raw, "$", 0);

    /// <summary>The text in a value that UTF-8 cannot hold; null where there is none.</summary>
    public static string? FindHalf(ClrValue value) => new UncomparablePart(orHalf: true).Find(value.Raw, "$", 0);

    private string? Find(object? raw, string path, int depth)
    {
        if (raw is null or string)
            return orHalf && raw is string text && TextFault.HasHalf(text) ? $"{path} is a text with half of a surrogate pair, which UTF-8 cannot encode" : null;
        if (IsOneThing(raw, path, out var unreadable))
            return unreadable;
        if (raw is IEnumerator and IEnumerable)
            return Computed(raw, path);
        if (KindOf(raw) is { } kind)
            return $"{path} is {(raw is Task ? "a Task" : ClrTypeName.WithArticle(raw.GetType()))}, {kind}";
        if (around.TryGetValue(raw, out var first))
            return $"{path} refers back to {first}";
        if (depth >= MostDeep)
            return $"{path} is more than {MostDeep} levels deep";
        if (!raw.GetType().IsValueType && !seen.Add(raw))
            return null;

        around[raw] = path;
        var why = OfParts(raw, path, depth + 1);
        around.Remove(raw);
        return why;
    }

    private static bool IsOneThing(object raw, string path, out string? unreadable)
    {
        unreadable = null;
        if (raw is not (DagFile or DagFolder))
            return ScalarText.Find(new ClrValue(raw)) is not null;

        try
        {
            _ = raw is DagFolder folder ? folder.HashBy(file => file.Identity) : ((DagFile)raw).Identity;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            unreadable = $"{path} cannot be read: {refused.Message.TrimEnd('.')}";
        }

        return true;
    }

    private static string? KindOf(object raw) => raw switch
    {
        Delegate => "a function",
        Task => "work in progress: await it",
        Stream or IEnumerator => "which can be read only once: keep its content",
        MemberInfo or Pointer => "which belongs to this process",
        _ => null,
    };

    private string? OfParts(object raw, string path, int depth)
    {
        var type = raw.GetType();
        var isOfPlatform = PlatformTypes.Has(type);
        if (raw is ITuple tuple && isOfPlatform)
            return First(Enumerable.Range(0, tuple.Length), i => Find(tuple[i], $"{path}.Item{i + 1}", depth));
        if (raw is not IEnumerable elements || !isOfPlatform)
            return OfMembers(raw, type, path, depth);
        if (type.Name == "ImmutableArray`1" && type.GetProperty("IsDefault")?.GetValue(raw) is true)
            return null;
        if (raw is IDictionary pairs)
            return type.Name is "ReadOnlyDictionary`2" or "OrderedDictionary`2"
                ? $"{path} is {ClrTypeName.WithArticle(type)}, which is not compared by content: use a Dictionary"
                : OfKeys(raw, path) ?? First(pairs.Keys.Cast<object>(), key => Find(key, $"{path} (a key)", depth) ?? Find(pairs[key], MemberPath.Then(path, ScalarText.Find(new ClrValue(key)) ?? "…"), depth));
        if (PlatformTypes.Implements(type, typeof(IReadOnlySet<>)))
            return OfKeys(raw, path) ?? First(elements.Cast<object?>(), element => Find(element, $"{path}[…]", depth));
        if (raw is not ICollection && !PlatformTypes.Implements(type, typeof(IReadOnlyCollection<>)))
            return Computed(raw, path);

        return type.GetElementType()?.IsPrimitive == true ? null : First(elements.Cast<object?>().Select((element, i) => (element, i)), pair => Find(pair.element, $"{path}[{pair.i}]", depth));
    }

    // What the compiler makes of 'yield' has a name that nobody wrote.
    private static string Computed(object raw, string path)
        => $"{path} is {Named(raw.GetType())}, a lazy sequence: make it a list with ToList()";

    private static string Named(Type type)
        => ClrTypeName.WithArticle(type.Name.Contains('<') || !type.IsPublic
            ? type.GetInterfaces().FirstOrDefault(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>)) ?? type
            : type);

    private static string? OfKeys(object raw, string path)
        => ComparerTag.TagOf(raw) is null ? $"{path} is {ClrTypeName.WithArticle(raw.GetType())} with a custom comparer: use the default one or StringComparer.Ordinal" : null;

    private string? OfMembers(object raw, Type type, string path, int depth)
    {
        if (PlatformTypes.Has(type) && !type.IsValueType)
            return $"{path} is {ClrTypeName.WithArticle(type)}, which has internal state";

        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
            {
                var isOfProperty = field.Name.StartsWith('<');
                if (!field.IsPublic && !isOfProperty && !PlatformTypes.Has(type))
                    return raw is IEnumerable and not ICollection
                        ? Computed(raw, path)
                        : $"{path} is {ClrTypeName.WithArticle(type)}, which has a private field '{field.Name}': make it a public property";

                var name = isOfProperty ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
                if (Find(field.GetValue(raw), MemberPath.Then(path, name), depth) is { } why)
                    return why;
            }
        }

        return null;
    }

    private static string? First<T>(IEnumerable<T> parts, Func<T, string?> find) => parts.Select(find).FirstOrDefault(why => why is not null);
}
