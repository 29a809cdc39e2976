using System.Globalization;
using System.Numerics;
using Dag.Interpreter.Products;
using Dag.Language.Values;

namespace Dag.Interpreter.Invoking;

/// <summary>
/// Binds numbers to the numeric types without loss: a whole number only where it is held exactly, one with a point to the nearest binary
/// fraction, but never to zero or infinity, and to a decimal or an integer only exactly.
/// </summary>
internal static class NumberBinder
{
    /// <summary>Null where the type is no number.</summary>
    public static Binding? Bind(BigInteger number, Type type)
    {
        if (type == typeof(double))
            return (double)number is var real && double.IsFinite(real) && (BigInteger)real == number ? Binding.Of(real) : Loss(number, type);
        if (type == typeof(float))
            return (float)number is var single && float.IsFinite(single) && (BigInteger)single == number ? Binding.Of(single) : Loss(number, type);
        if (type == typeof(Half))
            return (Half)number is var half && Half.IsFinite(half) && (BigInteger)half == number ? Binding.Of(half) : Loss(number, type);
        if (type == typeof(decimal))
            return BigInteger.Abs(number) <= (BigInteger)decimal.MaxValue ? Binding.Of((decimal)number) : Loss(number, type);

        return IntegerBinder.Bind(number, type, out var bound) ? bound ?? Loss(number, type) : null;
    }

    /// <summary>Null where the type is no number.</summary>
    public static Binding? Bind(DagValue.Real number, Type type)
    {
        var exact = DecimalDigits.Of(number.Digits);
        if (type == typeof(double))
            return double.Parse(number.Digits, CultureInfo.InvariantCulture) is var real && double.IsFinite(real) && real == 0 == exact.IsZero ? Binding.Of(real) : Loss(number, type);
        if (type == typeof(float))
            return float.Parse(number.Digits, CultureInfo.InvariantCulture) is var single && float.IsFinite(single) && single == 0 == exact.IsZero ? Binding.Of(single) : Loss(number, type);
        if (type == typeof(Half))
            return Half.Parse(number.Digits, CultureInfo.InvariantCulture) is var half && Half.IsFinite(half) && half == Half.Zero == exact.IsZero ? Binding.Of(half) : Loss(number, type);
        if (type == typeof(decimal))
            return BindDecimal(number, exact);
        if (!IntegerBinder.Bind(0, type, out _))
            return null;

        return exact.Whole is { } whole && IntegerBinder.Bind(whole, type, out var bound) && bound is { } integer ? integer : Loss(number, type);
    }

    private static Binding BindDecimal(DagValue.Real number, DecimalDigits exact)
        => decimal.TryParse(number.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && DecimalDigits.Of(value.ToString(CultureInfo.InvariantCulture)) == exact ? Binding.Of(value) : Loss(number, typeof(decimal));

    private static Binding Loss(BigInteger number, Type type) => Loss(new DagValue.Whole(number), type);

    private static Binding Loss(DagValue value, Type type) => Binding.Not($"{Shown(value)} does not fit {ClrTypeName.Of(type)} without loss");

    private static string Shown(DagValue value) => ValuePrinter.Print(value) is var text && text.Length <= 50 ? text : text[..48] + " …";
}
