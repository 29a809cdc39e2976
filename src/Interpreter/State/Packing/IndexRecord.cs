using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Dag.Interpreter.State.Fingerprinting;

namespace Dag.Interpreter.State.Packing;

/// <summary>
/// The bytes of the index behind its header: records, each a mark, its kind, its length, a checksum and the payload; all numbers little-endian. Texts are
/// written once and named by number.
/// </summary>
internal static class IndexRecord
{
    public const int HeadLength = 16;

    public const int Entry = 1;
    public const int Text = 2;
    public const int Forgotten = 3;

    // Figures beyond these have not been measured: sums of them stay in a long.
    private const long MostBytes = 1L << 50;
    private const long LastMoment = 64_060_588_800_000; // of the year 4000
    private const long LongestTime = 10L * 366 * TimeSpan.TicksPerDay;

    /// <summary>Length in bytes from which content has a file of its own; what is shorter lies in the pack.</summary>
    public const int SmallestFile = 64 * 1024;

    private const uint Mark = 0xDA657083;
    private const int Hash = 32;
    private const int Names = 4;
    private const int FingerprintLength = Hash;
    private const int EntryLength = (3 * Hash) + (6 * sizeof(long)) + (Names * sizeof(int));

    /// <summary>The payload's length of a whole record, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> bytes, out int kind)
    {
        kind = 0;
        if (bytes.Length < HeadLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Mark)
            return -1;

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        if (length < 0 || length > bytes.Length - HeadLength)
            return -1;

        kind = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) == Sum(bytes, length) ? length : -1;
    }

    /// <summary>Whether a payload is as long as one of its kind is.</summary>
    public static bool HasItsLength(int kind, int length) => kind switch
    {
        Entry => length == EntryLength,
        Text => length >= sizeof(int),
        Forgotten => length == FingerprintLength,
        _ => true,
    };

    /// <summary>Whether so high a number of a text can be in an index as far as that place: each text before it takes room.</summary>
    public static bool CanBeNumber(int number, int place) => number >= 0 && number <= place / (HeadLength + sizeof(int));

    /// <summary>Where the next record could begin, or -1.</summary>
    public static int NextMark(ReadOnlySpan<byte> bytes)
    {
        Span<byte> mark = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(mark, Mark);
        return bytes.IndexOf(mark);
    }

    public static void WriteText(IBufferWriter<byte> into, int number, string text)
    {
        var payload = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32LittleEndian(payload, number);
        Encoding.UTF8.GetBytes(text, payload.AsSpan(sizeof(int)));
        Write(into, Text, payload);
    }

    /// <summary>The text whose payload stands there, of a record that was found to be whole.</summary>
    public static string ReadText(byte[] bytes, int place)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(place - HeadLength + 8));
        return Encoding.UTF8.GetString(bytes.AsSpan(place + sizeof(int), length - sizeof(int)));
    }

    public static void WriteForgotten(IBufferWriter<byte> into, Fingerprint fingerprint) => Write(into, Forgotten, Convert.FromHexString(fingerprint.Digits));

    public static void WriteEntry(IBufferWriter<byte> into, Fingerprint fingerprint, StoredProduct product, Func<string, int> numberOf)
    {
        var payload = new byte[EntryLength];
        Convert.FromHexString(fingerprint.Digits, payload, out _, out _);
        Convert.FromHexString(product.Content.Digits, payload.AsSpan(Hash), out _, out _);
        Convert.FromHexString(product.ObjectId, payload.AsSpan(2 * Hash), out _, out _);
        var at = 3 * Hash;
        foreach (var number in (ReadOnlySpan<long>)[
            product.Offset, product.Length, product.Content.Size, product.MadeAt.ToUnixTimeMilliseconds(), product.Took.Ticks,
            (long)product.Form | ((long)numberOf(product.Predicates) << 8)])
        {
            BinaryPrimitives.WriteInt64LittleEndian(payload.AsSpan(at), number);
            at += sizeof(long);
        }

        foreach (var text in (ReadOnlySpan<string>)[product.Type, product.Task, string.Join('\n', product.Content.Types), ""])
        {
            BinaryPrimitives.WriteInt32LittleEndian(payload.AsSpan(at), numberOf(text));
            at += sizeof(int);
        }

        Write(into, Entry, payload);
    }

    /// <summary>Null for one that no store has written: of a place, a length, a form or a time that there cannot be.</summary>
    public static StoredProduct? FindEntry(ReadOnlySpan<byte> payload, StringTable texts)
    {
        var numbers = payload[(3 * Hash)..];
        if (!CanBe(numbers))
            return null;

        var names = numbers[(6 * sizeof(long))..];
        var types = TextAt(names, 2, texts);
        return new(
            new(Hex(payload, 1), NumberAt(numbers, 2), types.Length == 0 ? [] : [.. types.Split('\n')]),
            Hex(payload, 2),
            NumberAt(numbers, 0),
            NumberAt(numbers, 1),
            (ProductEncoding)(NumberAt(numbers, 5) & 0xFF),
            TextAt(names, 0, texts),
            texts[(int)(NumberAt(numbers, 5) >> 8)],
            TextAt(names, 1, texts),
            DateTimeOffset.FromUnixTimeMilliseconds(NumberAt(numbers, 3)),
            new(NumberAt(numbers, 4)));
    }

    private static bool CanBe(ReadOnlySpan<byte> numbers)
    {
        var (offset, length, size) = (NumberAt(numbers, 0), NumberAt(numbers, 1), NumberAt(numbers, 2));
        return offset >= -1 && offset < MostBytes && length >= 0 && length < (offset < 0 ? Array.MaxLength : SmallestFile) && size >= 0 && size < MostBytes
            && NumberAt(numbers, 3) is >= 0 and < LastMoment && NumberAt(numbers, 4) is >= 0 and < LongestTime
            && (ProductEncoding)(NumberAt(numbers, 5) & 0xFF) <= ProductEncoding.Files;
    }

    /// <summary>Where an entry's object lies in the pack, and in which form; before its begin where it is a file of its own.</summary>
    public static ProductEncoding PlaceOf(ReadOnlySpan<byte> payload, out long offset, out long length)
    {
        var numbers = payload[(3 * Hash)..];
        (offset, length) = (NumberAt(numbers, 0), NumberAt(numbers, 1));
        return (ProductEncoding)(NumberAt(numbers, 5) & 0xFF);
    }

    /// <summary>Whether an entry is of that content, and was held against these predicates.</summary>
    public static bool IsOf(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> content, string predicates, StringTable texts)
        => payload.Slice(Hash, Hash).SequenceEqual(content) && texts[(int)(NumberAt(payload[(3 * Hash)..], 5) >> 8)] == predicates;

    /// <summary>Whose an entry is, by the number of its text, and how long it took to make.</summary>
    public static (int Task, TimeSpan Took) TimeOf(ReadOnlySpan<byte> payload)
        => (BinaryPrimitives.ReadInt32LittleEndian(payload[((3 * Hash) + (6 * sizeof(long)) + sizeof(int))..]), new(Math.Clamp(NumberAt(payload[(3 * Hash)..], 4), 0, LongestTime)));

    /// <summary>The highest number of a text that an entry names.</summary>
    public static int LastTextOf(ReadOnlySpan<byte> payload)
    {
        var numbers = payload[(3 * Hash)..];
        var last = (int)(NumberAt(numbers, 5) >> 8);
        for (var place = 0; place < Names; place++)
            last = Math.Max(last, BinaryPrimitives.ReadInt32LittleEndian(numbers[((6 * sizeof(long)) + (place * sizeof(int)))..]));
        return last;
    }

    private static string Hex(ReadOnlySpan<byte> payload, int place) => Convert.ToHexStringLower(payload.Slice(place * Hash, Hash));

    private static long NumberAt(ReadOnlySpan<byte> numbers, int place) => BinaryPrimitives.ReadInt64LittleEndian(numbers[(place * sizeof(long))..]);

    private static string TextAt(ReadOnlySpan<byte> names, int place, StringTable texts) => texts[BinaryPrimitives.ReadInt32LittleEndian(names[(place * sizeof(int))..])];

    private static void Write(IBufferWriter<byte> into, int kind, ReadOnlySpan<byte> payload)
    {
        var record = into.GetSpan(HeadLength + payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], kind);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], payload.Length);
        payload.CopyTo(record[HeadLength..]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[12..], Sum(record, payload.Length));
        into.Advance(HeadLength + payload.Length);
    }

    // Over kind and length too, and in another way than a run of zeros would have it.
    private static uint Sum(ReadOnlySpan<byte> record, int length)
        => Checksum.Of(record.Slice(HeadLength, length)) ^ (BitConverter.ToUInt32(record[4..]) * 0x9E3779B9) ^ (uint)length;
}
