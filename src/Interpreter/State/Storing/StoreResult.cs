using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>What came of putting a product into the store.</summary>
public abstract record StoreResult
{
    private StoreResult()
    {
    }

    public sealed record Kept(StoredProduct Product) : StoreResult
    {
        /// <summary>Which links of its folders read back as something else, and what as: <c>'x', a link to '/data/x', became a copy of that file</c>.</summary>
        public IReadOnlyList<string> Changes { get; init; } = [];
    }

    /// <summary>It would not read back as what it is; why, as a clause: "it cannot be written as JSON: …".</summary>
    /// <param name="IsOfEntry">Whether it is one entry of a folder that cannot be kept, which its maker may not know.</param>
    public sealed record Unstorable(string Why, bool IsOfEntry = false) : StoreResult;

    /// <summary>The disk would not take it.</summary>
    public sealed record Refused(string Why) : StoreResult;
}
