namespace Dag.Interpreter.Runtime.Surface;

/// <summary>A stream as a body takes it whole, while its elements are made.</summary>
internal abstract class ElementReader
{
    /// <summary>The elements from the first on, each as soon as it is there.</summary>
    public abstract IAsyncEnumerable<ClrValue> ReadAsync(CancellationToken cancellation);

    /// <summary>The stream in the type that a body takes it as.</summary>
    public IAsyncEnumerable<T> As<T>() => new Enumerable<T>(this);

    private sealed class Enumerable<T>(ElementReader reader) : IAsyncEnumerable<T>
    {
        public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            await foreach (var element in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                yield return element.As<T>();
        }
    }
}

/// <summary>A stream that has been made.</summary>
internal sealed class ElementList(System.Collections.IEnumerable elements) : ElementReader
{
    public override IAsyncEnumerable<ClrValue> ReadAsync(CancellationToken cancellation) => elements.Cast<object?>().Select(element => new ClrValue(element)).ToAsyncEnumerable();
}
