using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Packing;

/// <summary>What the index says of a product: what it is, where its object lies, and how it came to be.</summary>
/// <param name="ObjectId">SHA-256 of the object.</param>
/// <param name="Offset">Where it begins in the pack, or -1 where it is a file of its own.</param>
/// <param name="Type">The C# type that it reads back as.</param>
/// <param name="Predicates">What it was held against.</param>
/// <param name="Task">Whose it was, for people.</param>
public sealed record StoredProduct(
    ContentDigest Content, string ObjectId, long Offset, long Length, ProductEncoding Form, string Type, string Predicates, string Task, DateTimeOffset MadeAt, TimeSpan Took);

/// <summary>A small product where it lies in a store: in the pack of which generation, which bytes of it, in which form, and their checksum.</summary>
internal sealed record PackedProduct(long Generation, long Offset, long Length, ProductEncoding Form, uint Sum);

/// <summary>How an object holds a product. The numbers are on people's disks.</summary>
public enum ProductEncoding
{
    Json = 0,

    /// <summary>A text as UTF-8.</summary>
    Text = 1,

    /// <summary>Numbers as they lie in memory.</summary>
    Numbers = 2,

    /// <summary>Rows of numbers, each behind its length.</summary>
    Rows = 3,

    /// <summary>JSON that names files, and behind it the digests of these.</summary>
    Files = 4,
}

/// <summary>A product in the store, with all that belongs to it.</summary>
/// <param name="Bytes">Of its object, and of the files that only it leads to.</param>
public sealed record StoredEntry(Fingerprint Fingerprint, StoredProduct Product, long Bytes);
