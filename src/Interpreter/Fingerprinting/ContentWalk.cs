using System.Buffers.Binary;
using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Collections;

namespace Dag.Interpreter.Fingerprinting;

/// <summary>
/// The content of a value at run time: numbers by their bits, texts, dates, files and folders by what is in them, lists and arrays in order, sets and
/// dictionaries in the order of their parts' digests, everything else by its fields. For each a tag, a length and the bytes, so that different
/// values are never the same bytes.
/// </summary>
internal sealed class ContentWalk : IDisposable
{
    private const int MostDeep = 64;

    // What is no longer is hashed in one go: most options are, and a hash that can be added to costs more than all the rest of them.
    private const int MostAtOnce = 256;

    private readonly byte[] head = new byte[5];
    private readonly byte[] number = new byte[sizeof(long)];
    private readonly SortedSet<string> types;
    private readonly Func<DagFile, string> hashOf;
    private readonly Action<DagFolder>? onFolder;
    private readonly byte[] small = new byte[MostAtOnce];
    private int used;
    private IncrementalHash? hash;
    private long size;

    private ContentWalk(SortedSet<string> types, Func<DagFile, string> hashOf, Action<DagFolder>? onFolder)
    {
        this.types = types;
        this.hashOf = hashOf;
        this.onFolder = onFolder;
    }

    /// <summary>Null for what has no content that could be compared: delegates, streams, what keeps a state of its own, circles, files that cannot be read.</summary>
    public static ContentDigest? Of(ClrValue value) => Of(value, file => file.ContentHash);

    /// <param name="hashOf">SHA-256 of a file.</param>
    /// <param name="onFolder">Told of every folder in it.</param>
    public static ContentDigest? Of(ClrValue value, Func<DagFile, string> hashOf, Action<DagFolder>? onFolder = null)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        using var walk = new ContentWalk(types, hashOf, onFolder);
        try
        {
            return walk.TryWrite(value.Raw, 0) ? new(walk.End(), walk.size, types.ToEquatableList()) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => hash?.Dispose();

    private string End() => Convert.ToHexStringLower(hash is null ? SHA256.HashData(small.AsSpan(0, used)) : hash.GetHashAndReset());

    private void Append(ReadOnlySpan<byte> bytes)
    {
        size += bytes.Length;
        if (hash is null && used + bytes.Length <= MostAtOnce)
        {
            bytes.CopyTo(small.AsSpan(used));
            used += bytes.Length;
            return;
        }

        if (hash is null)
        {
            hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(small, 0, used);
        }

        hash.AppendData(bytes);
    }

    private bool TryWrite(object? raw, int depth)
    {
        if (depth > MostDeep)
            return false;
        if (raw is null)
            return Begin('0', 0);
        if (raw is string text)
            return Write('t', text);
        if (raw is double real)
            // All NaNs are one; the two zeros are two.
            return Write('r', double.IsNaN(real) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(real));
        if (raw is DagFile file)
            return Write('f', hashOf(file));
        if (raw is DagFolder folder)
        {
            onFolder?.Invoke(folder);
            return Write('d', folder.HashBy(hashOf));
        }

        if (raw is Delegate or Stream or Task or MemberInfo or Pointer or IEnumerator)
            return false;

        return TryWriteScalar(raw) || TryWriteParts(raw, depth);
    }

    private bool TryWriteScalar(object raw)
        => ScalarText.Find(new ClrValue(raw)) is { } scalar
            && Write('n', IdentityOf(raw.GetType()))
            && Write('s', raw is float single ? BitConverter.SingleToInt32Bits(single).ToString(System.Globalization.CultureInfo.InvariantCulture) : scalar);

    private bool TryWriteParts(object raw, int depth)
    {
        var type = raw.GetType();
        if (raw is ITuple tuple)
            return Begin('u', tuple.Length) && Enumerable.Range(0, tuple.Length).All(i => TryWrite(tuple[i], depth + 1));
        if (raw is not IEnumerable elements || !PlatformTypes.Has(type))
            return TryWriteMembers(raw, depth);
        if (raw is Array array && (array.Rank > 1 || array.GetLowerBound(0) != 0))
            return TryWriteGrid(array, depth);
        if (ElementOf(type) is { } element)
            return Write('l', IdentityOf(element)) && TryWriteList(AsNumbers(raw, elements, element), elements, depth);

        return raw switch
        {
            IDictionary pairs => TryWriteDictionary(type, pairs, depth),
            _ when PlatformTypes.Implements(type, typeof(IReadOnlySet<>)) => TryWriteSet(type, elements, depth),
            _ when raw is ICollection || PlatformTypes.Implements(type, typeof(IReadOnlyCollection<>)) => Write('q', IdentityOf(type)) && TryWriteList(raw, elements, depth),
            _ => false,
        };
    }

    // A list reads back as what its declared type makes of it: an array and a list of the same elements are one.
    private static Type? ElementOf(Type type)
        => type.IsArray ? type.GetElementType()
            : type.IsGenericType && (PlatformTypes.IsWrittenAsList(type) || type.Name is "List`1" or "ImmutableArray`1" or "ImmutableList`1" or "ReadOnlyCollection`1") ? type.GetGenericArguments()[0] : null;

    // So that a list of numbers is the same bytes whatever holds it.
    private static object AsNumbers(object raw, IEnumerable elements, Type element)
    {
        if (!element.IsPrimitive || PrimitiveBytes.TryRead(raw, out _) || elements is not ICollection collection)
            return raw;

        var array = Array.CreateInstance(element, collection.Count);
        collection.CopyTo(array, 0);
        return array;
    }

    private bool TryWriteList(object raw, IEnumerable elements, int depth)
    {
        if (PrimitiveBytes.TryRead(raw, out var bytes))
            return Write('R', bytes);

        var list = elements as ICollection ?? elements.Cast<object?>().ToList();
        Begin('L', list.Count);
        foreach (var element in list)
        {
            if (!TryWrite(element, depth + 1))
                return false;
        }

        return true;
    }

    private bool TryWriteGrid(Array array, int depth)
    {
        Write('g', IdentityOf(array.GetType()));
        for (var rank = 0; rank < array.Rank; rank++)
        {
            Write('i', array.GetLowerBound(rank));
            Write('i', array.GetLength(rank));
        }

        return array.Cast<object?>().All(element => TryWrite(element, depth + 1));
    }

    private bool TryWriteSet(Type type, IEnumerable elements, int depth)
        => KeyOrder.TagOf(elements) is { } order && Write('S', IdentityOf(type)) && Write('o', order)
            && TryWriteSorted(elements.Cast<object?>(), element => walk => walk.TryWrite(element, depth + 1));

    private bool TryWriteDictionary(Type type, IDictionary pairs, int depth)
    {
        if (type.Name is "ReadOnlyDictionary`2" or "OrderedDictionary`2" || KeyOrder.TagOf(pairs) is not { } order)
            return false;

        Write('m', IdentityOf(type));
        Write('o', order);
        return TryWriteSorted(pairs.Keys.Cast<object>(), key => walk => walk.TryWrite(key, depth + 1) && walk.TryWrite(pairs[key], depth + 1));
    }

    private bool TryWriteSorted<T>(IEnumerable<T> parts, Func<T, Func<ContentWalk, bool>> write)
    {
        var digests = new List<string>();
        foreach (var part in parts)
        {
            using var walk = new ContentWalk(types, hashOf, onFolder);
            if (!write(part)(walk))
                return false;

            digests.Add(walk.End());
            size += walk.size;
        }

        digests.Sort(StringComparer.Ordinal);
        return Begin('L', digests.Count) && digests.TrueForAll(digest => Write('h', digest));
    }

    // By fields, since a getter may compute anything; what keeps a state of its own cannot be compared from outside.
    private bool TryWriteMembers(object raw, int depth)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        var type = raw.GetType();
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
            fields.AddRange(level.GetFields(Own));
        var isPlain = PlatformTypes.Has(type) ? type.IsValueType : fields.TrueForAll(field => field.IsPublic || field.Name.StartsWith('<'));
        if (!isPlain || (fields.Count == 0 && PlatformTypes.Has(type)))
            return false;

        Write('c', IdentityOf(type));
        Begin('k', fields.Count);
        foreach (var field in fields.OrderBy(field => field.Name, StringComparer.Ordinal))
        {
            Write('k', field.Name);
            if (!TryWrite(field.GetValue(raw), depth + 1))
                return false;
        }

        return true;
    }

    private string IdentityOf(Type type)
    {
        if (TypeIdentity.IsOfProgram(type))
            types.Add(type.Name);
        return TypeIdentity.Of(type);
    }

    private bool Write(char tag, string text) => Write(tag, Encoding.UTF8.GetBytes(text));

    private bool Write(char tag, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        return Write(tag, number);
    }

    private bool Write(char tag, ReadOnlySpan<byte> content)
    {
        Begin(tag, content.Length);
        Append(content);
        return true;
    }

    private bool Begin(char tag, int length)
    {
        head[0] = (byte)tag;
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(1), length);
        Append(head);
        return true;
    }
}
