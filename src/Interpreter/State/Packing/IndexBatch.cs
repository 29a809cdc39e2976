using System.Buffers;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Packing;

/// <summary>Entries as records that are written in one go, each text before the first entry that names it.</summary>
/// <param name="first">The number that the first new text gets.</param>
/// <param name="find">The number of a text that is in the index already.</param>
internal sealed class IndexBatch(int first, Func<string, int?> find)
{
    private readonly ArrayBufferWriter<byte> records = new();
    private readonly Dictionary<string, int> added = [];

    public ReadOnlySpan<byte> Records => records.WrittenSpan;

    public void Add(Fingerprint fingerprint, StoredProduct product) => IndexRecord.WriteEntry(records, fingerprint, product, NumberOf);

    private int NumberOf(string text)
    {
        if (find(text) is { } known)
            return known;
        if (added.TryGetValue(text, out var number))
            return number;

        added.Add(text, number = first + added.Count);
        IndexRecord.WriteText(records, number, text);
        return number;
    }
}
