namespace Dag.Interpreter.State.Storing;

/// <summary>A store, or why there is none that could be used.</summary>
public abstract record StoreOpening
{
    private StoreOpening()
    {
    }

    public sealed record Opened(ProductStore Store) : StoreOpening;

    /// <summary>It was written by a later version.</summary>
    public sealed record Newer(string Folder, int Format, int Known) : StoreOpening;

    public sealed record Unreadable(string Folder, string Why) : StoreOpening;
}
