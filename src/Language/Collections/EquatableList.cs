using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dag.Language.Collections;

/// <summary>An immutable list that equals another one with equal elements in the same order.</summary>
[CollectionBuilder(typeof(EquatableList), nameof(EquatableList.Of))]
public readonly struct EquatableList<T> : IReadOnlyList<T>, IEquatable<EquatableList<T>>
{
    private readonly T[]? elements;

    internal EquatableList(T[] elements) => this.elements = elements;

    public int Count => elements?.Length ?? 0;

    public bool IsEmpty => Count == 0;

    public T this[int index] => Span[index];

    public ReadOnlySpan<T> Span => elements;

    public EquatableList<T> Add(T element) => new([.. Span, element]);

    public EquatableList<TOther> Map<TOther>(Func<T, TOther> change)
        => elements is null ? default : new(Array.ConvertAll(elements, element => change(element)));

    public bool Equals(EquatableList<T> other) => Span.SequenceEqual(other.Span, EqualityComparer<T>.Default);

    public override bool Equals(object? obj) => obj is EquatableList<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var element in Span)
            hash.Add(element);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", this)}]";

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(elements ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (elements ?? []).GetEnumerator();

    public static bool operator ==(EquatableList<T> left, EquatableList<T> right) => left.Equals(right);

    public static bool operator !=(EquatableList<T> left, EquatableList<T> right) => !left.Equals(right);
}

/// <summary>Makes equatable lists.</summary>
public static class EquatableList
{
    public static EquatableList<T> Of<T>(ReadOnlySpan<T> elements) => elements.IsEmpty ? default : new(elements.ToArray());

    public static EquatableList<T> ToEquatableList<T>(this IEnumerable<T> elements)
    {
        var array = elements.ToArray();
        return array.Length == 0 ? default : new(array);
    }

    /// <summary>Takes over what an array builder holds.</summary>
    public static EquatableList<T> ToEquatableList<T>(this List<T> elements) => Of<T>(CollectionsMarshal.AsSpan(elements));

    public static EquatableList<T> ToEquatableList<T>(this ImmutableArray<T> elements) => Of(elements.AsSpan());
}
