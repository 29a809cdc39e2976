using System.Globalization;
using System.Numerics;
using Dag.Language.Values;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>
/// Binds numbers to the numeric types without loss: a whole number only where it is held exactly, one with a point to the nearest binary
/// fraction, but never to zero or infinity, and to a decimal or an integer only exactly.
/// </summary>
internal static class NumberBinder
{
    private const string NearestHint = "write it with a decimal point or an exponent to round it to the nearest number of that type";

    /// <summary>Null where the type is no number.</summary>
    public static BindResult? Bind(BigInteger number, Type type)
    {
        if (type == typeof(double))
            return (double)number is var real && double.IsFinite(real) && (BigInteger)real == number ? BindResult.Of(real) : Loss(number, type, double.IsFinite(real));
        if (type == typeof(float))
            return (float)number is var single && float.IsFinite(single) && (BigInteger)single == number ? BindResult.Of(single) : Loss(number, type, float.IsFinite(single));
        if (type == typeof(Half))
            return (Half)number is var half && Half.IsFinite(half) && (BigInteger)half == number ? BindResult.Of(half) : Loss(number, type, Half.IsFinite(half));
        if (type == typeof(decimal))
            return BigInteger.Abs(number) <= (BigInteger)decimal.MaxValue ? BindResult.Of((decimal)number) : Loss(number, type);

        return IntegerBinder.Bind(number, type, out var bound) ? bound ?? Loss(number, type) : null;
    }

    /// <summary>Null where the type is no number.</summary>
    public static BindResult? Bind(DagValue.Real number, Type type)
    {
        var isSpecial = SpecialNumber.Find(number.Digits) is not null;
        if (type == typeof(double))
            return double.Parse(number.Digits, CultureInfo.InvariantCulture) is var real && (isSpecial || (double.IsFinite(real) && (real != 0 || IsZero(number)))) ? BindResult.Of(real) : Loss(number, type);
        if (type == typeof(float))
            return float.Parse(number.Digits, CultureInfo.InvariantCulture) is var single && (isSpecial || (float.IsFinite(single) && (single != 0 || IsZero(number)))) ? BindResult.Of(single) : Loss(number, type);
        if (type == typeof(Half))
            return Half.Parse(number.Digits, CultureInfo.InvariantCulture) is var half && (isSpecial || (Half.IsFinite(half) && (half != Half.Zero || IsZero(number)))) ? BindResult.Of(half) : Loss(number, type);
        if (type != typeof(decimal) && !IntegerBinder.Bind(0, type, out _))
            return null;
        if (isSpecial)
            return BindResult.Not($"{number.Digits} does not fit {PlainTypeName.Of(type)}", "use Number for NaN and infinities");

        var exact = DecimalDigits.Of(number.Digits);
        if (type == typeof(decimal))
            return BindDecimal(number, exact);

        return exact.Whole is { } whole && IntegerBinder.Bind(whole, type, out var bound) && bound is { } integer ? integer : Loss(number, type);
    }

    private static bool IsZero(DagValue.Real number) => DecimalDigits.Of(number.Digits).IsZero;

    private static BindResult BindDecimal(DagValue.Real number, DecimalDigits exact)
        => decimal.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && DecimalDigits.Of(value.ToString(CultureInfo.InvariantCulture)) == exact ? BindResult.Of(value) : Loss(number, typeof(decimal));

    private static BindResult Loss(BigInteger number, Type type, bool hasNearest = false) => Loss(new DagValue.Whole(number), type) with { Hint = hasNearest ? NearestHint : null };

    private static BindResult Loss(DagValue value, Type type) => BindResult.Not($"{Shown(value)} does not fit {PlainTypeName.Of(type)} without loss");

    private static string Shown(DagValue value) => ValuePrinter.Print(value) is var text && text.Length <= 50 ? text : text[..48] + " …";
}
