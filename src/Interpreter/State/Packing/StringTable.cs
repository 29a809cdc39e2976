using System.Buffers.Binary;

namespace Dag.Interpreter.State.Packing;

/// <summary>The texts of an index by their numbers: where each stands in its bytes. One is only read when it is asked for, which of most never happens.</summary>
internal sealed class StringTable
{
    private byte[] bytes = [];
    private int[] places = new int[16];
    private string?[] texts = new string?[16];
    private Dictionary<string, int>? numbers;

    /// <summary>One more than the highest number.</summary>
    public int Count { get; private set; }

    /// <summary>One whose own record is damaged is nothing, which nobody takes for what it was.</summary>
    public string this[int number]
        => (uint)number < (uint)Count && places[number] is > 0 and var place ? texts[number] ??= IndexRecord.ReadText(bytes, place) : "";

    /// <summary>Takes in the text whose record's payload begins there.</summary>
    /// <param name="all">The bytes of the index, as far as they were read.</param>
    public void Read(byte[] all, int place)
    {
        bytes = all;
        var number = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place));
        if (!IndexRecord.CanBeNumber(number, place))
            return;

        if (number >= places.Length)
        {
            Array.Resize(ref places, Math.Max(number + 1, places.Length * 2));
            Array.Resize(ref texts, places.Length);
        }

        (places[number], texts[number]) = (place, null);
        Count = Math.Max(Count, number + 1);
        if (numbers is not null)
            numbers[this[number]] = number;
    }

    public int? FindNumberOf(string text) => (numbers ??= Numbered()).TryGetValue(text, out var number) ? number : null;

    private Dictionary<string, int> Numbered()
    {
        var all = new Dictionary<string, int>(Count);
        for (var number = 0; number < Count; number++)
        {
            if (places[number] > 0)
                all[this[number]] = number;
        }

        return all;
    }
}
