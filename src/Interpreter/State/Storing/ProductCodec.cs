using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Packing;

namespace Dag.Interpreter.State.Storing;

/// <summary>
/// A product as the bytes of an object, and back. Texts and plain numbers have forms of their own, all else is JSON. What goes through JSON may only
/// be stored where it reads back as the same content: who stores it looks.
/// </summary>
internal sealed class ProductCodec(StoredFiles files)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Type[] Numbers = [typeof(double), typeof(float), typeof(int), typeof(long), typeof(byte)];

    /// <summary>Whether a value of that C# type is stored as the numbers it consists of.</summary>
    public static bool IsNumbers(ClrValue value, Type representation)
        => value.Raw is Array { Rank: 1 } array && array.GetType().GetElementType() is { } element && Numbers.Contains(element) && ReadsAsArray(representation, element);

    /// <exception cref="NotSupportedException">It holds what JSON cannot; the message says so.</exception>
    /// <exception cref="EncoderFallbackException">A text that is no Unicode.</exception>
    /// <exception cref="StorageRefusal">It holds what would not come back as it was; the message says so.</exception>
    public (ProductEncoding Form, byte[] Bytes, IReadOnlyList<string> Changes) Write(ClrValue value, Type representation) => value.Raw switch
    {
        string text when representation == typeof(string) => (ProductEncoding.Text, Strict.GetBytes(text), []),
        int or long or bool when representation == value.Raw.GetType() => (ProductEncoding.Json, Plain(value), []),
        double[][] rows when ReadsAsArray(representation, typeof(double[])) && !rows.Contains(null) => (ProductEncoding.Rows, RowsOf(rows), []),
        _ => Json(value, representation),
    };

    /// <exception cref="JsonException">The object is not of that type.</exception>
    public ClrValue Read(ProductEncoding form, byte[] bytes, Type representation)
        => ReadAny(form, bytes, representation) is var value && (value.Raw is null || representation.IsInstanceOfType(value.Raw))
            ? value : throw OfAnotherType();

    // In a method of its own: what names a type of the JSON library where it is seldom thrown would have the library loaded at each start.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static JsonException OfAnotherType() => new("the object is of another type than its entry says");

    private ClrValue ReadAny(ProductEncoding form, byte[] bytes, Type representation) => form switch
    {
        ProductEncoding.Text => new(Strict.GetString(bytes)),
        ProductEncoding.Numbers => NumbersFrom(bytes, representation.IsArray ? representation.GetElementType() : representation.GetGenericArguments()[0]),
        ProductEncoding.Rows => new(RowsFrom(bytes)),
        ProductEncoding.Files => new(JsonSerializer.Deserialize(FileManifest.JsonIn(bytes), representation, files.Json)),
        _ => TryReadPlain(bytes, representation) ?? new(JsonSerializer.Deserialize(bytes, representation, files.Json)),
    };

    /// <summary>False where the object is not of that type, whatever is thrown then: it may be a constructor of the program's own.</summary>
    public bool TryRead(ProductEncoding form, byte[] bytes, Type representation, out ClrValue value)
    {
        try
        {
            value = Read(form, bytes, representation);
            return true;
        }
        catch (Exception)
        {
            value = default;
            return false;
        }
    }

    // The same JSON as the serializer's, which takes a good part of a start to get ready.
    private static byte[] Plain(ClrValue value) => Strict.GetBytes(value.Raw is bool holds ? (holds ? "true" : "false") : ScalarText.Find(value) ?? "");

    private static ClrValue? TryReadPlain(byte[] bytes, Type representation)
    {
        if (representation == typeof(int) && Utf8Parser.TryParse(bytes, out int small, out var read) && read == bytes.Length)
            return new(small);
        if (representation == typeof(long) && Utf8Parser.TryParse(bytes, out long large, out read) && read == bytes.Length)
            return new(large);
        if (representation == typeof(double) && Utf8Parser.TryParse(bytes, out double real, out read) && read == bytes.Length)
            return new(real);

        return representation == typeof(bool) && Utf8Parser.TryParse(bytes, out bool holds, out read) && read == bytes.Length ? new(holds) : null;
    }

    private static bool ReadsAsArray(Type representation, Type element)
        => representation == element.MakeArrayType() || (representation.IsInterface && representation.IsGenericType
            && representation.GetGenericArguments() is [var only] && only == element && representation.IsAssignableFrom(element.MakeArrayType()));

    private (ProductEncoding Form, byte[] Bytes, IReadOnlyList<string> Changes) Json(ClrValue value, Type representation)
    {
        try
        {
            var (json, named, changes) = files.Write(value, representation);
            return named.Count == 0 ? (ProductEncoding.Json, json, changes) : (ProductEncoding.Files, FileManifest.Behind(json, named), changes);
        }
        catch (Exception refused) when (!DiskError.Is(refused) && refused is not StorageRefusal)
        {
            throw new NotSupportedException($"it cannot be written as JSON: {ProductJson.PlacedReason(refused)}", refused);
        }
    }

    private static byte[] RowsOf(double[][] rows)
    {
        var numbers = rows.Sum(row => row.Length);
        var bytes = new byte[checked((rows.Length * sizeof(int)) + (numbers * sizeof(double)) + sizeof(int))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, rows.Length);
        var at = sizeof(int);
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), row.Length);
            MemoryMarshal.AsBytes(row.AsSpan()).CopyTo(bytes.AsSpan(at + sizeof(int)));
            at += sizeof(int) + (row.Length * sizeof(double));
        }

        return bytes;
    }

    private static double[][] RowsFrom(ReadOnlySpan<byte> bytes)
    {
        var rows = new double[LengthIn(bytes, sizeof(int))][];
        bytes = bytes[sizeof(int)..];
        for (var i = 0; i < rows.Length; i++)
        {
            var length = LengthIn(bytes, sizeof(double)) * sizeof(double);
            rows[i] = MemoryMarshal.Cast<byte, double>(bytes.Slice(sizeof(int), length)).ToArray();
            bytes = bytes[(sizeof(int) + length)..];
        }

        return rows;
    }

    // How many follow, each of so many bytes: no more than there are bytes.
    private static int LengthIn(ReadOnlySpan<byte> bytes, int size)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length >= 0 && length <= (bytes.Length - sizeof(int)) / size ? length : throw new JsonException("the rows of an object are longer than it is");
    }

    private static ClrValue NumbersFrom(byte[] bytes, Type? element)
        => element == typeof(double) ? new(MemoryMarshal.Cast<byte, double>(bytes).ToArray())
            : element == typeof(float) ? new(MemoryMarshal.Cast<byte, float>(bytes).ToArray())
            : element == typeof(int) ? new(MemoryMarshal.Cast<byte, int>(bytes).ToArray())
            : element == typeof(long) ? new(MemoryMarshal.Cast<byte, long>(bytes).ToArray())
            : new(bytes);
}
