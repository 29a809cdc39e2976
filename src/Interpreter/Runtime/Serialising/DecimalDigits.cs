using System.Globalization;
using System.Numerics;

namespace Dag.Interpreter.Runtime.Serialising;

/// <summary>A number by its decimal digits, exactly: a whole number without zeros at its end, times a power of ten.</summary>
internal readonly record struct DecimalDigits(BigInteger Mantissa, int Exponent)
{
    // Beyond it no number type reaches, and writing the zeros out would take for ever.
    private const int MostZeros = 5000;

    public bool IsZero => Mantissa.IsZero;

    /// <summary>The number if it is whole, however it was written: <c>2.0</c>, <c>1e3</c>.</summary>
    public BigInteger? Whole => Exponent is >= 0 and <= MostZeros ? Mantissa * BigInteger.Pow(10, Exponent) : null;

    public static DecimalDigits Of(string digits)
    {
        var mark = digits.AsSpan().IndexOfAny('e', 'E');
        var plain = mark < 0 ? digits : digits[..mark];
        var point = plain.IndexOf('.');
        var decimals = point < 0 ? 0 : plain.Length - point - 1;
        var power = mark < 0 ? 0 : BigInteger.Parse(digits.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = BigInteger.Parse(plain.Replace(".", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var exponent = (int)BigInteger.Clamp(power - decimals, -int.MaxValue / 2, int.MaxValue / 2);
        return Shortest(mantissa, exponent);
    }

    private static DecimalDigits Shortest(BigInteger mantissa, int exponent)
    {
        if (mantissa.IsZero)
            return default;

        while (BigInteger.DivRem(mantissa, 10) is { Remainder.IsZero: true } divided)
            (mantissa, exponent) = (divided.Quotient, exponent + 1);
        return new(mantissa, exponent);
    }
}
