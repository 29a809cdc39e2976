using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Caching;

/// <summary>
/// About how many bytes of memory a value takes with all that it holds. Of a long collection some elements are looked at, evenly over all of it, and
/// taken for the rest; what several share is counted for each.
/// </summary>
internal sealed class HeapSize
{
    private const int Header = 16;
    private const int Pointer = 8;

    private const int MostDeep = 64;
    private const int MostObjects = 50_000;

    private readonly Dictionary<Type, FieldInfo[]> fields = [];
    private int looked;

    public static long Of(ClrValue value) => new HeapSize().Of(value.Raw, 0, 256);

    // The deeper a collection lies, the fewer of its elements are looked at.
    private long Of(object? raw, int depth, int most)
    {
        if (raw is null || depth > MostDeep || ++looked > MostObjects)
            return 0;

        return raw switch
        {
            string text => Rounded(Header + 6 + (2L * text.Length)),
            DagFile file => 128 + (2L * file.Path.Length),
            DagFolder folder => 128 + (2L * folder.Path.Length),
            Delegate or Stream or MemberInfo or Type => 128,
            Array array => Rounded(Header + Pointer + (array.LongLength * WidthOf(array.GetType().GetElementType()))) + OfElements(array, array.Length, depth, most),
            ICollection elements when IsOfPlatform(raw) => OfCollection(elements, elements.Count, depth, most),
            IEnumerable elements when IsOfPlatform(raw) && CountOf(raw) is { } count => OfCollection(elements, count, depth, most),
            _ => OfFields(raw, raw.GetType(), depth, most),
        };
    }

    private long OfCollection(IEnumerable elements, int count, int depth, int most)
    {
        var arguments = elements.GetType().GetGenericArguments();
        var width = arguments.Length == 0 ? Pointer : arguments.Sum(WidthOf);
        return Rounded((4L * Header) + (count * (long)(width + BesideElement(elements.GetType())))) + OfElements(elements, count, depth, most);
    }

    // A bucket and a hash, or a node with links to others.
    private static int BesideElement(Type collection) => collection.Name switch
    {
        "List`1" or "ReadOnlyCollection`1" or "ImmutableArray`1" or "Queue`1" or "Stack`1" => 0,
        "Dictionary`2" or "HashSet`1" => 16,
        _ => 40,
    };

    // What elements lead to; they themselves are counted by their collection.
    private long OfElements(IEnumerable elements, int count, int depth, int most)
    {
        var declared = ElementOf(elements.GetType());
        if (count == 0 || declared is { IsPrimitive: true } or { IsEnum: true })
            return 0;

        var (step, at, sampled, size) = (Math.Max(1, count / most), 0, 0L, 0L);
        foreach (var element in elements)
        {
            if (at++ % step != 0)
                continue;

            sampled++;
            size += Beyond(element, declared, depth + 1, Math.Max(4, most / 8));
        }

        return sampled == 0 ? 0 : (long)(size * ((double)count / sampled));
    }

    // What a field or an element leads to beside its own place: all of an object, and of a value only what it holds.
    private long Beyond(object? part, Type? declared, int depth, int most)
        => part is null ? 0 : declared is { IsValueType: true } ? OfFields(part, part.GetType(), depth, most) - Rounded(Header + WidthOf(part.GetType())) : Of(part, depth, most);

    private long OfFields(object raw, Type type, int depth, int most)
    {
        var size = (long)Header + (type.IsValueType ? WidthOf(type) : 0);
        if (type.IsPrimitive || type.IsEnum)
            return Rounded(size);

        foreach (var field in FieldsOf(type))
        {
            size += type.IsValueType ? 0 : WidthOf(field.FieldType);
            if (!field.FieldType.IsPrimitive && !field.FieldType.IsEnum)
                size += Beyond(field.GetValue(raw), field.FieldType, depth + 1, most);
        }

        return Rounded(size);
    }

    private FieldInfo[] FieldsOf(Type type)
    {
        if (fields.TryGetValue(type, out var known))
            return known;

        var all = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            all.AddRange(level.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(field => !field.FieldType.IsPointer && !field.FieldType.IsFunctionPointer));
        return fields[type] = [.. all];
    }

    // What a collection gives its elements as; null where it does not say.
    private static Type? ElementOf(Type collection)
        => collection.IsArray ? collection.GetElementType()
            : collection.GetGenericArguments() switch
            {
                [var only] => only,
                [var key, var value] => typeof(KeyValuePair<,>).MakeGenericType(key, value),
                _ => null,
            };

    private static int WidthOf(Type? type)
        => type is null || !type.IsValueType || type.IsByRefLike ? Pointer : RuntimeHelpers.SizeOf(type.TypeHandle);

    private static int? CountOf(object raw) => raw.GetType().GetProperty("Count")?.GetValue(raw) as int?;

    // What is of the program's own may do anything when it is asked for its elements.
    private static bool IsOfPlatform(object raw) => raw.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true;

    private static long Rounded(long size) => (size + 7) / 8 * 8;
}
