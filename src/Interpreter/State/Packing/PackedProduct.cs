namespace Dag.Interpreter.State.Packing;

/// <summary>A small product where it lies in a store: in the pack of which generation, which bytes of it, in which form, and their checksum.</summary>
internal sealed record PackedProduct(long Generation, long Offset, long Length, ProductEncoding Form, uint Sum);
