using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>
/// The content of a value at run time, written into a walk: numbers by their bits, texts, dates, files and folders by what is in them,
/// collections in order (sets and dictionaries in the order of their parts' text), everything else by its public properties and fields.
/// </summary>
internal static class ContentWalk
{
    private const int MostDeep = 64;

    /// <summary>False for what has no content that could be compared: delegates, streams, tasks, circles.</summary>
    public static bool TryWrite(FingerprintWalk walk, ClrValue value) => TryWrite(walk, value.Raw, 0);

    private static bool TryWrite(FingerprintWalk walk, object? raw, int depth)
    {
        if (depth > MostDeep)
            return false;

        switch (raw)
        {
            case null:
                walk.Begin('0', 0);
                return true;
            case string text:
                walk.Write('t', text);
                return true;
            case double real:
                // All NaNs are one; the two zeros are two.
                walk.Write('r', double.IsNaN(real) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(real));
                return true;
            case double[] reals:
                walk.Write('R', MemoryMarshal.AsBytes(reals.AsSpan()));
                return true;
            case byte[] bytes:
                walk.Write('b', bytes);
                return true;
            case DagFile file:
                walk.Write('f', file.ContentHash);
                return true;
            case DagFolder folder:
                walk.Write('d', folder.ContentHash);
                return true;
            case Delegate or Stream or Task or MemberInfo or Pointer or IEnumerator:
                return false;
            default:
                return Composite(walk, raw, depth);
        }
    }

    private static bool Composite(FingerprintWalk walk, object raw, int depth)
    {
        walk.Write('n', raw.GetType().FullName ?? raw.GetType().Name);
        if (ScalarText.Find(new ClrValue(raw)) is { } scalar)
        {
            walk.Write('s', raw is float single ? BitConverter.SingleToInt32Bits(single).ToString(CultureInfo.InvariantCulture) : scalar);
            return true;
        }

        return raw switch
        {
            IDictionary pairs => Dictionary(walk, pairs, depth),
            ITuple tuple => Tuple(walk, tuple, depth),
            IEnumerable elements => Elements(walk, elements, depth),
            _ => Members(walk, raw, depth),
        };
    }

    private static bool Elements(FingerprintWalk walk, IEnumerable elements, int depth)
    {
        if (elements is Array { Rank: > 1 })
            return false;
        if (elements is not ICollection && !elements.GetType().GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>)))
            return false;

        var list = elements.Cast<object?>().ToList();
        if (elements.GetType().GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)))
            list = [.. list.OrderBy(element => ProductText.Print(new ClrValue(element)), StringComparer.Ordinal)];
        walk.Begin('l', list.Count);
        return list.TrueForAll(element => TryWrite(walk, element, depth + 1));
    }

    private static bool Dictionary(FingerprintWalk walk, IDictionary pairs, int depth)
    {
        var keys = pairs.Keys.Cast<object>().OrderBy(key => ProductText.Print(new ClrValue(key)), StringComparer.Ordinal).ToList();
        walk.Begin('m', keys.Count);
        return keys.TrueForAll(key => TryWrite(walk, key, depth + 1) && TryWrite(walk, pairs[key], depth + 1));
    }

    private static bool Tuple(FingerprintWalk walk, ITuple tuple, int depth)
    {
        walk.Begin('u', tuple.Length);
        for (var i = 0; i < tuple.Length; i++)
        {
            if (!TryWrite(walk, tuple[i], depth + 1))
                return false;
        }

        return true;
    }

    // By fields, since a getter may compute anything; what keeps a state of its own cannot be compared from outside.
    private static bool Members(FingerprintWalk walk, object raw, int depth)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var fields = new List<FieldInfo>();
        for (var type = raw.GetType(); type is not null && type != typeof(object); type = type.BaseType)
            fields.AddRange(type.GetFields(Own));
        if (fields.Count == 0 || raw.GetType().Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            return false;
        if (fields.Exists(field => !field.IsPublic && !field.Name.StartsWith('<')))
            return false;

        walk.Begin('c', fields.Count);
        foreach (var field in fields.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            walk.Write('k', field.Name);
            if (!TryWrite(walk, field.GetValue(raw), depth + 1))
                return false;
        }

        return true;
    }
}
