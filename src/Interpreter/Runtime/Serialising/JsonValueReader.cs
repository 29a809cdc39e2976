using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Dag.Language.Collections;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Reads JSON as the literal it is. Beside JSON it takes the numbers that JSON lacks as other languages write them, without quotes: <c>NaN</c>, <c>-Infinity</c>.
/// </summary>
internal ref struct JsonValueReader
{
    /// <summary>As deep as a literal of the language goes.</summary>
    public const int MostDeep = 200;

    // What is longer is no number of any type, and takes long to read.
    private const int LongestNumber = 5000;

    private readonly Dictionary<long, string> specials;
    private Utf8JsonReader reader;

    private JsonValueReader(ReadOnlySpan<byte> json, Dictionary<long, string> specials)
    {
        this.specials = specials;
        reader = new(json, new JsonReaderOptions { MaxDepth = MostDeep });
    }

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static DagValue Read(ReadOnlySpan<byte> json)
    {
        var specials = new Dictionary<long, string>();
        var reading = new JsonValueReader(WithoutSpecials(json, specials), specials);
        reading.reader.Read();
        var value = reading.Value();
        reading.reader.Read();
        return value;
    }

    private DagValue Value()
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new DagValue.Text(Text());
            case JsonTokenType.Number:
                return Number();
            case JsonTokenType.True or JsonTokenType.False:
                return new DagValue.Truth(reader.TokenType == JsonTokenType.True);
            case JsonTokenType.StartArray:
                return List();
            case JsonTokenType.StartObject:
                return Record();
            default:
                return new DagValue.None();
        }
    }

    private DagValue List()
    {
        var elements = new List<DagValue>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            elements.Add(Value());
        return new DagValue.List(elements.ToEquatableList());
    }

    private DagValue Record()
    {
        var fields = new List<DagField>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = Text();
            reader.Read();
            fields.Add(new(name, Value()));
        }

        return new DagValue.Record(fields.ToEquatableList());
    }

    // A half of a pair that JSON wrote as \ud800 has no character.
    private string Text()
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new JsonException($"the text at byte {reader.TokenStartIndex + 1} contains an escape of half a surrogate pair");
        }
    }

    private DagValue Number()
    {
        if (specials.TryGetValue(reader.TokenStartIndex, out var special))
            return new DagValue.Real(special);
        if (reader.ValueSpan.Length > LongestNumber)
            throw new JsonException($"the number at byte {reader.TokenStartIndex + 1} has more than {LongestNumber} digits");

        var digits = Encoding.ASCII.GetString(reader.ValueSpan);
        return digits.AsSpan().IndexOfAny(".eE") >= 0
            ? new DagValue.Real(digits)
            : digits == "-0" ? new DagValue.Real("-0.0") : new DagValue.Whole(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    // In the place of each there is a zero and blanks, as many, so that all places stay what they are.
    private static ReadOnlySpan<byte> WithoutSpecials(ReadOnlySpan<byte> json, Dictionary<long, string> specials)
    {
        if (json.IndexOf("aN"u8) < 0 && json.IndexOf("nan"u8) < 0 && json.IndexOf("nf"u8) < 0 && json.IndexOf("NAN"u8) < 0 && json.IndexOf("NF"u8) < 0)
            return json;

        var changed = json.ToArray();
        for (var at = 0; at < changed.Length; at++)
        {
            if (changed[at] == '"')
                at = EndOfText(json, at);
            else if (IsOfWord(changed[at]))
                at = Replace(changed, at, specials);
        }

        return changed;
    }

    private static int EndOfText(ReadOnlySpan<byte> json, int at)
    {
        for (at++; at < json.Length && json[at] != '"'; at++)
        {
            if (json[at] == '\\')
                at++;
        }

        return at;
    }

    private static int Replace(byte[] json, int start, Dictionary<long, string> specials)
    {
        var end = start;
        while (end < json.Length && IsOfWord(json[end]))
            end++;
        if (end - start <= SpecialNumber.MinusInfinity.Length && SpecialNumber.Find(Encoding.ASCII.GetString(json, start, end - start)) is { } special)
        {
            json.AsSpan(start, end - start).Fill((byte)' ');
            json[start] = (byte)'0';
            specials.Add(start, special);
        }

        return end - 1;
    }

    private static bool IsOfWord(byte c) => char.IsAsciiLetterOrDigit((char)c) || c is (byte)'-' or (byte)'+' or (byte)'.' or (byte)'_';
}
