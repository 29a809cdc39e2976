namespace Dag.Interpreter.Storing;

/// <summary>What came of putting a product into the store.</summary>
public abstract record StoreKeeping
{
    private StoreKeeping()
    {
    }

    public sealed record Kept(StoredProduct Product) : StoreKeeping;

    /// <summary>It would not read back as what it is; why, as a clause: "it cannot be written as JSON: …".</summary>
    public sealed record Unstorable(string Why) : StoreKeeping;

    /// <summary>The disk would not take it.</summary>
    public sealed record Refused(string Why) : StoreKeeping;
}
