using System.Globalization;
using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Invoking;

/// <summary>A value of C# printed as a literal, read and bound, is that value.</summary>
public sealed class RoundTripTests
{
    [Fact]
    public void Whole_numbers_come_back() => Holds<long>(number => Back<long>(new DagValue.Whole(number)) == number);

    [Fact]
    public void Whole_numbers_that_an_int_cannot_hold_are_refused()
        => Holds<long>(number => Bind(new DagValue.Whole(number), typeof(int)).Fits == number is >= int.MinValue and <= int.MaxValue);

    [Fact]
    public void Fractions_come_back_to_the_last_bit()
        => Holds<double>(real => !double.IsFinite(real) || BitConverter.DoubleToInt64Bits(Back<double>(Real(real))) == BitConverter.DoubleToInt64Bits(real));

    [Fact]
    public void Decimals_come_back_exactly()
        => Holds<decimal>(number => Back<decimal>(Number(number.ToString(CultureInfo.InvariantCulture))) == number);

    [Fact]
    public void A_fraction_fits_a_decimal_only_if_it_reads_back_to_the_same_digits()
        => Holds<double>(real => !double.IsFinite(real) || Bind(Real(real), typeof(decimal)) is not { Fits: true } bound
            || BigDigits(bound.Value.As<decimal>().ToString(CultureInfo.InvariantCulture)) == BigDigits(Digits(real)));

    [Fact]
    public void Texts_come_back() => Holds<string>(text => text is null || Back<string>(new DagValue.Text(text)) == text);

    [Fact]
    public void Durations_come_back() => Holds<TimeSpan>(length => Back<TimeSpan>(new DagValue.Duration(length)) == length);

    [Fact]
    public void Lists_of_lists_come_back()
        => Holds<int[][]>(rows => Back<int[][]>(ListOf(rows.Select(row => ListOf(row.Select(number => (DagValue)new DagValue.Whole(number))))))
            .Select(row => row.ToEquatableList()).SequenceEqual(rows.Select(row => row.ToEquatableList())));

    [Fact]
    public void Records_come_back()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<NormalFloat>(),
            (name, size, weight) => Back<Box>(new DagValue.Record([new("name", new DagValue.Text(name.Get)), new("size", new DagValue.Whole(size)), new("weight", Real(weight.Get))]))
                == new Box(name.Get, size, weight.Get))
            .QuickCheckThrowOnFailure();

    private static void Holds<T>(Func<T, bool> law) => Prop.ForAll(ArbMap.Default.ArbFor<T>(), law).QuickCheckThrowOnFailure();

    private static DagValue ListOf(IEnumerable<DagValue> elements) => new DagValue.List(elements.ToEquatableList());

    private static DagValue Real(double real) => Number(Digits(real));

    private static string Digits(double real) => real.ToString("R", CultureInfo.InvariantCulture);

    private static DagValue Number(string digits) => new DagValue.Real(digits.Contains('.') || digits.Contains('E') ? digits : digits + ".0");

    private static (BigInteger, int) BigDigits(string digits) => DecimalDigits.Of(digits) is var exact ? (exact.Mantissa, exact.Exponent) : default;

    private static T Back<T>(DagValue value) => Bind(value, typeof(T)).Value.As<T>();

    private static BindResult Bind(DagValue value, Type type)
    {
        var printed = ValuePrinter.Print(value);
        var parsed = Parser.ParseValue(new SourceText("<literal>", printed));
        parsed.Diagnostics.ShouldBeEmpty(printed);
        return new ValueBinder("/base").Bind(parsed.Value.ShouldNotBeNull().Value, type);
    }
}
