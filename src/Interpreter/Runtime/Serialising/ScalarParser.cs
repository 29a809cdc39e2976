using System.Globalization;
using System.Numerics;
using System.Reflection;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>Reads what <see cref="ScalarText"/> writes, and whatever else a type reads by its own <c>IParsable</c>; the same on every machine.</summary>
internal static class ScalarParser
{
    // What is longer is no number of any type, and takes long to read.
    private const int LongestNumber = 5000;

    public static bool Reads(Type type) => type == typeof(string) || type == typeof(Uri) || type.IsEnum || Implements(type, typeof(IParsable<>));

    public static bool IsNumber(Type type)
        => Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean or TypeCode.Char or TypeCode.DateTime or TypeCode.String => false,
            TypeCode.Object => type.IsValueType && Implements(type, typeof(INumberBase<>)),
            _ => !type.IsEnum,
        };

    /// <summary>Null where the type cannot be read from a text at all.</summary>
    public static ScalarReading? Parse(string text, Type type)
    {
        if (type == typeof(string))
            return Found(text);
        if (type == typeof(char))
            return text.Length == 1 ? Found(text[0]) : Refused(type);
        if (type == typeof(Uri))
            return Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address) ? Found(address) : Refused(type);
        if (type.IsEnum)
            return EnumOf(text, type);
        if (type == typeof(TimeSpan))
            return Length(text);
        // .NET takes 1.2.2026 for the second of January, which no more than half of the world would.
        if ((type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly)) && !BeginsWithYear(text))
            return Refused(type);
        if (type == typeof(DateTime))
            return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? Found(moment) : Refused(type);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? Found(moment) : Refused(type);

        var parse = IsNumber(type) ? nameof(Number) : Implements(type, typeof(IParsable<>)) ? nameof(ByItself) : null;
        return parse is null
            ? null
            : typeof(ScalarParser).GetMethod(parse, BindingFlags.NonPublic | BindingFlags.Static)?.MakeGenericMethod(type).Invoke(null, [text]) as ScalarReading;
    }

    private static bool BeginsWithYear(string text)
        => text.AsSpan().TrimStart() is [var y, var e, var a, var r, '-', ..] && char.IsAsciiDigit(y) && char.IsAsciiDigit(e) && char.IsAsciiDigit(a) && char.IsAsciiDigit(r);

    private static bool Implements(Type type, Type openInterface)
        => type.GetInterfaces().Any(each => each.IsGenericType && each.GetGenericTypeDefinition() == openInterface && each.GetGenericArguments()[0] == type);

    private static ScalarReading.Found Found<T>(T value) => new(new ClrValue(value));

    private static ScalarReading.Refused Refused(Type type) => new($"cannot be read as {PlainTypeName.Of(type)}");

    private static ScalarReading EnumOf(string text, Type type)
    {
        var names = Enum.GetNames(type);
        return names.FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? new ScalarReading.Found(new ClrValue(Enum.Parse(type, name)))
            : new ScalarReading.Refused($"is not one of {string.Join(", ", names)}", MemberSuggestion.For(text, names));
    }

    // As the language writes it, or with colons as .NET does; of itself .NET takes a bare 5 for five days.
    private static ScalarReading Length(string text)
    {
        if (text.Contains(':'))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var length) ? Found(length) : Refused(typeof(TimeSpan));

        var literal = Parser.ParseValue(new SourceText("<text>", text));
        return literal is { Value.Value: DagValue.Duration(var written), Diagnostics.IsEmpty: true } ? Found(written) : Refused(typeof(TimeSpan));
    }

    // Without the thousands that .NET takes by itself: they make 15 of a German 1,5. What .NET would round is held as exactly as a literal is.
    private static ScalarReading Number<T>(string text)
        where T : INumberBase<T>
    {
        var type = typeof(T);
        if (SpecialNumber.Find(text) is { } special && SpecialNumber.Has(type))
            return OfBinding(NumberBinder.Bind(new DagValue.Real(special), type), type);
        if (text == "NA")
            return new ScalarReading.Refused($"cannot be read as {PlainTypeName.Of(type)}", SpecialNumber.NaHint);
        if (text.Length > LongestNumber || !T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return WhyNoNumber(text, type);

        return Bind(text, type) is { } binding ? OfBinding(binding, type) : Found(number);
    }

    private static BindResult? Bind(string text, Type type)
    {
        var digits = text.Trim().TrimStart('+');
        return digits.AsSpan().IndexOfAny(".eE") >= 0
            ? NumberBinder.Bind(new DagValue.Real(digits), type)
            : NumberBinder.Bind(BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), type);
    }

    private static ScalarReading WhyNoNumber(string text, Type type)
        => text.Length <= LongestNumber && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) && Bind(text, type) is { Fits: false } binding
            ? new ScalarReading.Refused($"does not fit {PlainTypeName.Of(type)} without loss", binding.Hint)
            : Refused(type);

    private static ScalarReading OfBinding(BindResult? binding, Type type)
        => binding is { Fits: true } found ? new ScalarReading.Found(found.Value) : new ScalarReading.Refused($"does not fit {PlainTypeName.Of(type)} without loss", binding?.Hint);

    private static ScalarReading ByItself<T>(string text)
        where T : IParsable<T>
    {
        try
        {
            return T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? Found(value) : Refused(typeof(T));
        }
        catch (Exception thrown)
        {
            return new ScalarReading.Refused($"cannot be read as {ClrTypeName.Of(typeof(T))}: its TryParse threw {thrown.GetType().Name}: {thrown.Message.TrimEnd('.')}");
        }
    }
}
