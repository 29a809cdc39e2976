using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Dag.Language.Collections;

/// <summary>
/// An immutable map that keeps the order in which keys were first added. A large first load is held in one plain dictionary
/// that all later versions share; what was changed since lies over it, so a change costs the logarithm of the changes, not a copy.
/// </summary>
public sealed class OrderedMap<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>, IEquatable<OrderedMap<TKey, TValue>>
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> loadedIndex;
    private readonly KeyValuePair<TKey, TValue>[] loaded;
    private readonly ImmutableDictionary<TKey, Change> changes;
    // None where nothing was added: most maps never change, and to get such a dictionary ready tells at the start.
    private readonly ImmutableSortedDictionary<int, TKey>? added;
    private readonly int nextOrder;

    private OrderedMap(
        Dictionary<TKey, int> loadedIndex,
        KeyValuePair<TKey, TValue>[] loaded,
        ImmutableDictionary<TKey, Change> changes,
        ImmutableSortedDictionary<int, TKey>? added,
        int nextOrder,
        int count)
    {
        this.loadedIndex = loadedIndex;
        this.loaded = loaded;
        this.changes = changes;
        this.added = added;
        this.nextOrder = nextOrder;
        Count = count;
    }

    public static OrderedMap<TKey, TValue> Empty { get; } = From([]);

    public int Count { get; }

    public TValue this[TKey key] => TryGet(key, out var value) ? value : throw new KeyNotFoundException($"'{key}' is not in the map");

    public IEnumerable<TKey> Keys
    {
        get
        {
            foreach (var (key, _) in this)
                yield return key;
        }
    }

    public IEnumerable<TValue> Values
    {
        get
        {
            foreach (var (_, value) in this)
                yield return value;
        }
    }

    private ImmutableSortedDictionary<int, TKey> Added => added ?? ImmutableSortedDictionary<int, TKey>.Empty;

    /// <summary>A map of these pairs, in this order; a key must not occur twice.</summary>
    public static OrderedMap<TKey, TValue> From(IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        var loaded = pairs.ToArray();
        var index = new Dictionary<TKey, int>(loaded.Length);
        for (var i = 0; i < loaded.Length; i++)
            index.Add(loaded[i].Key, i);
        return new(index, loaded, ImmutableDictionary<TKey, Change>.Empty, null, loaded.Length, loaded.Length);
    }

    /// <summary>A map of these pairs, where a key that occurs again gives its first place the later value.</summary>
    public static OrderedMap<TKey, TValue> FromLast(IReadOnlyList<KeyValuePair<TKey, TValue>> pairs)
    {
        var index = new Dictionary<TKey, int>(pairs.Count);
        var kept = new List<KeyValuePair<TKey, TValue>>(pairs.Count);
        foreach (var pair in pairs)
        {
            if (index.TryAdd(pair.Key, kept.Count))
                kept.Add(pair);
            else
                kept[index[pair.Key]] = pair;
        }

        return new(index, [.. kept], ImmutableDictionary<TKey, Change>.Empty, null, kept.Count, kept.Count);
    }

    public bool ContainsKey(TKey key) => TryGet(key, out _);

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!changes.IsEmpty && changes.TryGetValue(key, out var change))
        {
            value = change.Value;
            return change.IsPresent;
        }

        if (loadedIndex.TryGetValue(key, out var at))
        {
            value = loaded[at].Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The same map with this value under the key: in the key's old place, or else last.</summary>
    public OrderedMap<TKey, TValue> Set(TKey key, TValue value)
    {
        if (TryGet(key, out _))
            return new(loadedIndex, loaded, changes.SetItem(key, new(true, value, OrderOf(key))), added, nextOrder, Count);

        return new(loadedIndex, loaded, changes.SetItem(key, new(true, value, nextOrder)), Added.Add(nextOrder, key), nextOrder + 1, Count + 1);
    }

    /// <summary>The same map without the key.</summary>
    public OrderedMap<TKey, TValue> Remove(TKey key)
    {
        if (!TryGet(key, out _))
            return this;

        var order = OrderOf(key);
        return new(loadedIndex, loaded, changes.SetItem(key, new(false, default, order)), added?.Remove(order), nextOrder, Count - 1);
    }

    /// <summary>The same map with a value under another key, in the old key's place. The old key must be there, and the new one not unless they are one.</summary>
    public OrderedMap<TKey, TValue> Rename(TKey from, TKey to, TValue value)
    {
        if (EqualityComparer<TKey>.Default.Equals(from, to))
            return Set(from, value);

        var order = OrderOf(from);
        var without = changes.SetItem(from, new(false, default, order));
        return new(loadedIndex, loaded, without.SetItem(to, new(true, value, order)), Added.SetItem(order, to), nextOrder, Count);
    }

    /// <summary>Where a key stands among the others: of two, the one with the lower number comes first.</summary>
    /// <exception cref="KeyNotFoundException">It is not in the map.</exception>
    public int OrderOf(TKey key)
        => changes.TryGetValue(key, out var change) ? change.Order : loadedIndex[key];

    // A key that came by a change stands among the added ones even where it took a loaded key's place.
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        for (var i = 0; i < loaded.Length; i++)
        {
            var key = loaded[i].Key;
            if (changes.IsEmpty || !changes.TryGetValue(key, out var change))
                yield return loaded[i];
            else if (added is not null && added.TryGetValue(i, out var instead))
                yield return new(instead, this[instead]);
            else if (change is { IsPresent: true } && change.Order == i)
                yield return new(key, change.Value);
        }

        if (added is null)
            yield break;

        foreach (var (order, key) in added)
        {
            if (order >= loaded.Length)
                yield return new(key, this[key]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(OrderedMap<TKey, TValue>? other)
        => other is not null && (ReferenceEquals(this, other) || (Count == other.Count && this.SequenceEqual(other)));

    public override bool Equals(object? obj) => Equals(obj as OrderedMap<TKey, TValue>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var pair in this)
            hash.Add(pair);
        return hash.ToHashCode();
    }

    private sealed record Change(bool Present, TValue? Stored, int Order)
    {
        [MemberNotNullWhen(true, nameof(Value))]
        public bool IsPresent => Present;

        public TValue? Value => Stored;
    }
}
