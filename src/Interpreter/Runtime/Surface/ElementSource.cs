namespace Dag.Interpreter.Runtime.Surface;

/// <summary>The elements that a body yields, before any of them is asked for. Each is made when it is asked for, and not before.</summary>
public sealed class ElementSource
{
    private readonly Func<CancellationToken, IAsyncEnumerable<ClrValue>> open;

    private ElementSource(Func<CancellationToken, IAsyncEnumerable<ClrValue>> open) => this.open = open;

    public static ElementSource Of<T>(IEnumerable<T> elements) => new(_ => elements.Select(element => new ClrValue(element)).ToAsyncEnumerable());

    public static ElementSource Of<T>(IAsyncEnumerable<T> elements) => new(cancellation => WalkAsync(elements, cancellation));

    public static ElementSource Of<T>(Task<IEnumerable<T>> elements) => new(_ => AwaitAsync(elements));

    public static ElementSource Of<T>(Task<IReadOnlyList<T>> elements) => new(_ => AwaitAsync(elements));

    public static ElementSource Of<T>(Task<List<T>> elements) => new(_ => AwaitAsync(elements));

    public static ElementSource Of<T>(Task<T[]> elements) => new(_ => AwaitAsync(elements));

    public static ElementSource Of<T>(Task<IAsyncEnumerable<T>> elements) => new(cancellation => AwaitAsync(elements, cancellation));

    /// <summary>Of a block that returns its elements.</summary>
    public static ElementSource By<T>(Func<IEnumerable<T>> block) => Of(block());

    public static ElementSource By<T>(Func<IAsyncEnumerable<T>> block) => Of(block());

    public static ElementSource By<T>(Func<Task<IEnumerable<T>>> block) => Of(block());

    public static ElementSource By<T>(Func<Task<IAsyncEnumerable<T>>> block) => Of(block());

    /// <summary>The elements in their order.</summary>
    /// <param name="cancellation">Reaches an asynchronous enumerable that takes a token.</param>
    public IAsyncEnumerable<ClrValue> Open(CancellationToken cancellation) => open(cancellation);

    private static async IAsyncEnumerable<ClrValue> WalkAsync<T>(IAsyncEnumerable<T> elements, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var element in elements.WithCancellation(cancellation).ConfigureAwait(false))
            yield return new(element);
    }

    private static async IAsyncEnumerable<ClrValue> AwaitAsync<TList>(Task<TList> elements)
        where TList : System.Collections.IEnumerable
    {
        foreach (var element in await elements.ConfigureAwait(false))
            yield return new(element);
    }

    private static async IAsyncEnumerable<ClrValue> AwaitAsync<T>(Task<IAsyncEnumerable<T>> elements, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var element in (await elements.ConfigureAwait(false)).WithCancellation(cancellation).ConfigureAwait(false))
            yield return new(element);
    }
}
