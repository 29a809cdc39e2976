using System.Numerics;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>What is written as one text is read from it, and what only looks like it is not.</summary>
public sealed class ScalarParserTests
{
    [Fact]
    public void Whatever_is_one_thing_reads_back()
    {
        ReadsBack<int>();
        ReadsBack<ulong>();
        ReadsBack<sbyte>();
        ReadsBack<BigInteger>();
        ReadsBack<decimal>();
        ReadsBack<bool>();
        ReadsBack<char>();
        ReadsBack<Guid>();
        ReadsBack<TimeSpan>();
        ReadsBack<DateTime>();
        ReadsBack<DateTimeOffset>();
        ReadsBack<Shade>();
        ReadsBack<double>();
        ReadsBack<float>();
    }

    [Theory]
    [InlineData("1,5", typeof(double))]
    [InlineData("1,5", typeof(decimal))]
    [InlineData("1,000", typeof(int))]
    [InlineData("5", typeof(TimeSpan))]
    [InlineData("2026-02-30", typeof(DateOnly))]
    [InlineData("1.2.2026", typeof(DateOnly))]
    [InlineData("03/21/2026", typeof(DateTime))]
    [InlineData("03/21/2026 10:00", typeof(DateTimeOffset))]
    public void What_would_be_read_as_something_else_is_not_read(string text, Type type)
        => ScalarParser.Parse(text, type).ShouldBe(new ScalarReading.Refused($"cannot be read as {PlainTypeName.Of(type)}"));

    [Theory]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(Knot))]
    [InlineData(typeof(DagFile))]
    public void What_has_parts_is_read_from_no_text(Type type) => ScalarParser.Parse("1", type).ShouldBeNull();

    private static void ReadsBack<T>()
        => Prop.ForAll(ArbMap.Default.ArbFor<T>(), value =>
        {
            var text = ScalarText.Find(new ClrValue(value)).ShouldNotBeNull();
            ScalarParser.Parse(text, typeof(T)).ShouldBe(new ScalarReading.Found(new ClrValue(value)), $"{value} as {text}");
        }).QuickCheckThrowOnFailure();
}
