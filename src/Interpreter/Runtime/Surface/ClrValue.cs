namespace Dag.Interpreter.Runtime.Surface;

/// <summary>A value of C# at run time: an option, a product, an element. The one place where any type may stand.</summary>
public readonly record struct ClrValue(object? Raw)
{
    /// <summary>The value as its own type. A null is a null of whatever reference or nullable type it is asked for as.</summary>
    /// <exception cref="InvalidCastException">It is of another type.</exception>
    public T As<T>()
    {
        if (Raw is T value)
            return value;

        var nothing = new T[1];
        return Raw is null && nothing[0] is null ? nothing[0] : throw new InvalidCastException($"{Raw?.GetType().Name ?? "none"} is no {typeof(T).Name}");
    }

    /// <summary>The value as a stream of elements.</summary>
    /// <exception cref="InvalidCastException">It is neither a stream nor a list.</exception>
    public IAsyncEnumerable<T> AsStream<T>() => Raw switch
    {
        ElementReader reader => reader.As<T>(),
        System.Collections.IEnumerable list => new ElementList(list).As<T>(),
        _ => throw new InvalidCastException($"{Raw?.GetType().Name ?? "none"} is no stream"),
    };

    /// <summary>What a body makes, once it has made it.</summary>
    public static async ValueTask<ClrValue> FromAsync<T>(ValueTask<T> product) => new(await product.ConfigureAwait(false));

    /// <summary>Nothing, once an action is done.</summary>
    public static async ValueTask<ClrValue> FromAsync(ValueTask action)
    {
        await action.ConfigureAwait(false);
        return default;
    }

    public override string ToString() => Raw?.ToString() ?? "none";
}
