using System.Buffers.Binary;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Packing;

/// <summary>
/// The index in memory: the bytes as they were read, and a table of where each fingerprint's last entry stands in them. An entry is only looked at
/// when it is asked for. Damage is passed over to the next whole record.
/// </summary>
internal sealed class StoreIndex
{
    private const int Gone = -1;

    private readonly StringTable texts = new();

    // Where each entry stands, those that were replaced too; the times of the first few of them, and the texts they name, are known.
    private readonly List<int> entries = [];
    private readonly Dictionary<int, TimeSpan> times = [];
    private int looked;
    private readonly int start;
    private byte[] bytes = [];
    private int used;
    private int[] slots = new int[1 << 10];
    private int taken;
    private int named = -1;

    /// <summary>How many bytes of records were taken in.</summary>
    public long Length => used - start;

    public StoreIndex()
    {
    }

    /// <summary>Of records as they were read; the bytes are its own from here on.</summary>
    /// <param name="start">Where the first record begins.</param>
    public StoreIndex(byte[] bytes, int start)
    {
        (this.bytes, this.start, used) = (bytes, start, start);
        ReadTo(bytes.Length);
    }

    /// <summary>How many stretches could not be read.</summary>
    public int Damaged { get; private set; }

    public int Count { get; private set; }

    /// <summary>Takes in what follows; an unfinished end is left for another time.</summary>
    public void Read(ReadOnlySpan<byte> more)
    {
        var room = used + more.Length;
        if (room > bytes.Length)
            Array.Resize(ref bytes, Math.Max(room, bytes.Length * 2));
        more.CopyTo(bytes.AsSpan(used));
        ReadTo(room);
    }

    public StoredProduct? Find(Fingerprint fingerprint)
    {
        Span<byte> wanted = stackalloc byte[32];
        Convert.FromHexString(fingerprint.Digits, wanted, out _, out _);
        var place = slots[SlotOf(wanted)];
        return place > 0 ? IndexRecord.FindEntry(bytes.AsSpan(place), texts) : null;
    }

    /// <summary>Whether that work has an entry of that content, held against these predicates.</summary>
    public bool Holds(ReadOnlySpan<byte> work, ReadOnlySpan<byte> content, string predicates)
        => slots[SlotOf(work)] is > 0 and var place && IndexRecord.IsOf(bytes.AsSpan(place), content, predicates, texts);

    /// <summary>Whether the object of that work lies in the pack, where, and in which form.</summary>
    public bool TryPlace(ReadOnlySpan<byte> work, out ProductEncoding form, out long offset, out long length)
    {
        (form, offset, length) = (default, -1, 0);
        if (slots[SlotOf(work)] is > 0 and var place)
            form = IndexRecord.PlaceOf(bytes.AsSpan(place), out offset, out length);
        return offset >= 0;
    }

    /// <summary>Every entry that holds.</summary>
    public IEnumerable<(Fingerprint Fingerprint, StoredProduct Product)> All()
    {
        foreach (var place in slots)
        {
            if (place > 0 && IndexRecord.FindEntry(bytes.AsSpan(place), texts) is { } product)
                yield return (new(Convert.ToHexStringLower(bytes.AsSpan(place, 32))), product);
        }
    }

    /// <summary>How long a task took when its product was last made.</summary>
    public TimeSpan? TookOf(string task)
    {
        LookAtEntries();
        return texts.FindNumberOf(task) is { } number && times.TryGetValue(number, out var took) ? took : null;
    }

    public int? FindNumberOf(string text) => texts.FindNumberOf(text);

    /// <summary>The number that a new text would get: none that an entry names already, though its own record be damaged.</summary>
    public int NextNumber()
    {
        LookAtEntries();
        return Math.Max(texts.Count, named + 1);
    }

    private void ReadTo(int room)
    {
        Reserve(Count + ((room - used) / 150));
        while (used < room)
        {
            var rest = bytes.AsSpan(used, room - used);
            var skipped = 0;
            int length, kind;
            while ((length = IndexRecord.Find(rest[skipped..], out kind)) < 0)
            {
                var next = skipped + 1 < rest.Length ? IndexRecord.NextMark(rest[(skipped + 1)..]) : -1;
                if (next < 0)
                    return;
                skipped += next + 1;
            }

            Damaged += skipped > 0 ? 1 : 0;
            used += skipped + IndexRecord.HeadLength;
            Read(kind, used, length);
            used += length;
        }
    }

    private void Read(int kind, int place, int length)
    {
        if (!IndexRecord.HasItsLength(kind, length))
        {
            Damaged++;
            return;
        }

        var payload = bytes.AsSpan(place, length);
        switch (kind)
        {
            case IndexRecord.Text:
                texts.Read(bytes, place);
                break;
            case IndexRecord.Entry:
                Put(payload, place);
                entries.Add(place);
                break;
            case IndexRecord.Forgotten:
                Put(payload, Gone);
                break;
        }
    }

    // Needed only by callers that change the index, not by lookups.
    private void LookAtEntries()
    {
        for (; looked < entries.Count; looked++)
        {
            var payload = bytes.AsSpan(entries[looked]);
            if (IndexRecord.LastTextOf(payload) is var last && IndexRecord.CanBeNumber(last, entries[looked]))
                named = Math.Max(named, last);
            var (task, took) = IndexRecord.TimeOf(payload);
            times[task] = took;
        }
    }

    private void Put(ReadOnlySpan<byte> fingerprint, int place)
    {
        Reserve(taken + 1);
        var slot = SlotOf(fingerprint);
        Count += (place > 0 ? 1 : 0) - (slots[slot] > 0 ? 1 : 0);
        // A forgotten one keeps its slot, for what was put behind it; the place of its bytes is kept negative.
        if (slots[slot] == 0)
        {
            if (place == Gone)
                return;
            taken++;
        }

        slots[slot] = place == Gone ? -Math.Abs(slots[slot]) : place;
    }

    private int SlotOf(ReadOnlySpan<byte> fingerprint)
    {
        var mask = slots.Length - 1;
        var slot = (int)(BinaryPrimitives.ReadUInt32LittleEndian(fingerprint) & mask);
        while (slots[slot] != 0 && !bytes.AsSpan(Math.Abs(slots[slot]), 32).SequenceEqual(fingerprint[..32]))
            slot = (slot + 1) & mask;
        return slot;
    }

    private void Reserve(int entries)
    {
        if (entries * 2 <= slots.Length)
            return;

        var old = slots;
        var size = slots.Length;
        while (size < entries * 2)
            size *= 2;
        slots = new int[size];
        taken = 0;
        foreach (var place in old)
        {
            if (place <= 0)
                continue;

            slots[SlotOf(bytes.AsSpan(place, 32))] = place;
            taken++;
        }
    }
}
