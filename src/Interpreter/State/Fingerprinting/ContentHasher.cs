using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// The content of a value at run time: numbers by their bits, texts, dates, files and folders by what is in them, lists and arrays in order, sets and
/// dictionaries in the order of their parts' digests, everything else by its fields. For each a tag, a length and the bytes, so that different
/// values are never the same bytes.
/// </summary>
internal sealed class ContentHasher : IDisposable
{
    private const int MostDeep = 64;

    private static readonly ContentVisitor Nobody = new();

    private readonly ContentEncoder root = new();
    private readonly Dictionary<object, LongPart> known;
    private readonly SortedSet<string> types;
    private readonly Func<DagFile, string> identityOf;
    private readonly ContentVisitor visitor;
    private ContentEncoder bytes;
    private ContentEncoder?[]? levels;
    private string? ofBytes;
    private int deepest;

    private ContentHasher(SortedSet<string> types, Dictionary<object, LongPart> known, Func<DagFile, string> identityOf, ContentVisitor visitor)
    {
        bytes = root;
        this.types = types;
        this.known = known;
        this.identityOf = identityOf;
        this.visitor = visitor;
    }

    /// <summary>Null for what has no content that could be compared: delegates, streams, what keeps a state of its own, circles, files that cannot be read.</summary>
    public static ContentDigest? Of(ClrValue value) => Of(value, file => file.Identity);

    /// <param name="identityOf">What counts of a file.</param>
    public static ContentDigest? Of(ClrValue value, Func<DagFile, string> identityOf, ContentVisitor? visitor = null)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        using var walk = new ContentHasher(types, new(ReferenceEqualityComparer.Instance), identityOf, visitor ?? Nobody);
        try
        {
            return walk.TryWrite(value.Raw, 0) ? new(walk.bytes.End(), walk.bytes.Size, types.ToEquatableList()) { OfBytes = walk.ofBytes } : null;
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is OverflowException)
        {
            // Numbers that overflow are those of an array too long for a span of bytes.
            if (refused is not OverflowException)
                visitor?.OnRefused?.Invoke(refused.Message.TrimEnd('.'));
            return null;
        }
    }

    public void Dispose()
    {
        root.Dispose();
        foreach (var level in levels ?? [])
            level?.Dispose();
    }

    private bool TryWrite(object? raw, int depth)
    {
        if (depth > MostDeep)
            return false;

        deepest = Math.Max(deepest, depth);
        if (raw is null)
            return Begin('0', 0);
        if (raw is string text)
            return IsAll(bytes.WriteAll('t', 'T', Wtf8.Of(text)), depth);
        if (raw is double real)
            // All NaNs are one; the two zeros are two.
            return Write('r', double.IsNaN(real) ? long.MinValue + 1 : BitConverter.DoubleToInt64Bits(real));
        if (raw is DagFile file)
            return Write('f', IdentityOf(file));
        if (raw is DagFolder folder)
            return Write('d', DigestOf(folder));

        if (raw is Delegate or Stream or Task or MemberInfo or Pointer or IEnumerator)
            return false;

        return TryWriteScalar(raw) || (depth == 0 ? TryWriteParts(raw, depth) : TryWritePart(raw, depth));
    }

    // A long part counts by its digest, wherever it is referred to, so it is walked only once.
    private bool TryWritePart(object raw, int depth)
    {
        if (known.TryGetValue(raw, out var part))
        {
            deepest = Math.Max(deepest, depth + part.Height);
            bytes.WriteDigest('H', part.Digest, part.Size);
            return deepest <= MostDeep;
        }

        var (around, deepestAround) = (bytes, deepest);
        levels ??= new ContentEncoder?[MostDeep + 1];
        (bytes, deepest) = (levels[depth] ??= new(), depth);
        bytes.Clear();
        if (!TryWriteParts(raw, depth))
            return false;

        var own = bytes;
        bytes = around;
        if (own.IsLong)
        {
            part = new(own.End(), own.Size, deepest - depth);
            known[raw] = part;
            bytes.WriteDigest('H', part.Digest, part.Size);
        }
        else
        {
            bytes.Write(own);
        }

        deepest = Math.Max(deepest, deepestAround);
        return true;
    }

    private bool TryWriteScalar(object raw)
        => SpellingOf(raw) is { } spelling && Write('n', IdentityOf(raw.GetType())) && Write('s', spelling);

    // Where the text of a number is not all there is to it, its bits.
    private static string? SpellingOf(object raw) => raw switch
    {
        float single => BitConverter.SingleToInt32Bits(float.IsNaN(single) ? float.NaN : single).ToString(CultureInfo.InvariantCulture),
        decimal exact => string.Join(' ', decimal.GetBits(exact).Select(part => part.ToString(CultureInfo.InvariantCulture))),
        _ => ScalarText.Find(new ClrValue(raw)),
    };

    private bool TryWriteParts(object raw, int depth)
    {
        var type = raw.GetType();
        if (raw is ITuple tuple && PlatformTypes.Has(type))
            return Write('n', IdentityOf(type)) && Begin('u', tuple.Length) && Enumerable.Range(0, tuple.Length).All(i => TryWrite(tuple[i], depth + 1));
        if (raw is not IEnumerable elements || !PlatformTypes.Has(type))
            return TryWriteMembers(raw, depth);
        if (raw is Array array && (array.Rank > 1 || array.GetLowerBound(0) != 0))
            return TryWriteGrid(array, depth);
        if (IsNoArray(raw, type))
            return Write('z', IdentityOf(type));
        if (ElementOf(type) is { } element)
            return Write('l', IdentityOf(element)) && (PrimitiveBytes.TryRead(AsNumbers(raw, elements, element), out var numbers) ? IsAll(WriteNumbers(numbers, element), depth) : TryWriteList(elements, depth));

        return raw switch
        {
            IDictionary pairs => TryWriteDictionary(type, pairs, depth),
            _ when PlatformTypes.Implements(type, typeof(IReadOnlySet<>)) => TryWriteSet(type, elements, depth),
            _ when raw is ICollection || PlatformTypes.Implements(type, typeof(IReadOnlyCollection<>)) => Write('q', IdentityOf(type)) && TryWriteList(elements, depth),
            _ => false,
        };
    }

    // An immutable array that was never made: it is not even empty.
    private static bool IsNoArray(object raw, Type type) => type.Name == "ImmutableArray`1" && type.GetProperty("IsDefault")?.GetValue(raw) is true;

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

    private bool TryWriteList(IEnumerable elements, int depth)
    {
        var list = elements as ICollection ?? elements.Cast<object?>().ToList();
        Begin('L', list.Count);
        foreach (var element in list)
        {
            if (!TryWrite(element, depth + 1))
                return false;
        }

        return true;
    }

    private string? WriteNumbers(ReadOnlySpan<byte> numbers, Type element)
        => element == typeof(double) ? bytes.WriteReals('R', 'N', MemoryMarshal.Cast<byte, double>(numbers))
            : element == typeof(float) ? bytes.WriteReals('R', 'N', MemoryMarshal.Cast<byte, float>(numbers))
            : bytes.WriteAll('R', 'N', numbers);

    // What is part of something else is not stored by itself.
    private bool IsAll(string? digest, int depth)
    {
        ofBytes = depth == 0 ? digest : null;
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
        => ComparerTag.TagOf(elements) is { } order && Write('S', IdentityOf(type)) && Write('o', order)
            && TryWriteSorted(elements.Cast<object?>(), element => walk => walk.TryWrite(element, depth + 1));

    private bool TryWriteDictionary(Type type, IDictionary pairs, int depth)
    {
        if (type.Name is "ReadOnlyDictionary`2" or "OrderedDictionary`2" || ComparerTag.TagOf(pairs) is not { } order)
            return false;

        Write('m', IdentityOf(type));
        Write('o', order);
        return TryWriteSorted(pairs.Keys.Cast<object>(), key => walk => walk.TryWrite(key, depth + 1) && walk.TryWrite(pairs[key], depth + 1));
    }

    private bool TryWriteSorted<T>(IEnumerable<T> parts, Func<T, Func<ContentHasher, bool>> write)
    {
        var digests = new List<string>();
        foreach (var part in parts)
        {
            using var walk = new ContentHasher(types, known, identityOf, visitor);
            if (!write(part)(walk))
                return false;

            deepest = Math.Max(deepest, walk.deepest);
            digests.Add(walk.bytes.End());
            bytes.Count(walk.bytes.Size);
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

    private string IdentityOf(DagFile file)
    {
        var identity = identityOf(file);
        visitor.OnFile?.Invoke(file, identity);
        return identity;
    }

    private string DigestOf(DagFolder folder)
    {
        visitor.BeforeFolder?.Invoke(folder);
        return folder.HashBy(IdentityOf, visitor.OnFolder is { } onFolder ? entries => onFolder(folder, entries) : null);
    }

    private string IdentityOf(Type type)
    {
        types.UnionWith(TypeIdentity.MembersIn(type));
        return TypeIdentity.Of(type);
    }

    private bool Write(char tag, string text)
    {
        bytes.Write(tag, text);
        return true;
    }

    private bool Write(char tag, long value)
    {
        bytes.Write(tag, value);
        return true;
    }

    private bool Begin(char tag, int length)
    {
        bytes.Begin(tag, length);
        return true;
    }

    /// <param name="Height">How much deeper it goes.</param>
    private sealed record LongPart(string Digest, long Size, int Height);
}
