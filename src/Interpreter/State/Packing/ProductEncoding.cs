namespace Dag.Interpreter.State.Packing;

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
