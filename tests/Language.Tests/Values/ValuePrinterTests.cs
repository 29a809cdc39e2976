using System.Numerics;
using Dag.Language.Collections;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Language.Values;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Values;

public class ValuePrinterTests
{
    [Fact]
    public void What_is_printed_reads_back_to_an_equal_value()
        => Prop.ForAll(Values(3).ToArbitrary(), value =>
        {
            var parsed = Parser.ParseValue(new SourceText("<value>", ValuePrinter.Print(value)));
            parsed.Diagnostics.ShouldBeEmpty();
            parsed.Value?.Value.ShouldBe(value);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("1_000", "1000")]
    [InlineData("0x1F", "31")]
    [InlineData("0b101", "5")]
    [InlineData("-5", "-5")]
    [InlineData("+2.5", "2.5")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("150ms", "150ms")]
    [InlineData("1h30m", "90m")]
    [InlineData("1.5s", "1.5s")]
    [InlineData("7d", "7d")]
    [InlineData("512KB", "512KB")]
    [InlineData("1024MB", "1GB")]
    [InlineData("1.5KB", "1536B")]
    [InlineData("\"a\\tb\\u{1F600}\"", "\"a\\tb\\uD83D\\uDE00\"")]
    [InlineData("\"\"\"a \"quoted\" text\"\"\"", "\"a \\\"quoted\\\" text\"")]
    [InlineData("[1, [true, none],]", "[1, [true, none]]")]
    [InlineData("{ name: \"x\", \"odd name\": 2 }", "{ name: \"x\", \"odd name\": 2 }")]
    [InlineData("file \"a.csv\"", "file \"a.csv\"")]
    [InlineData("folder \"src\"", "folder \"src\"")]
    [InlineData("folder \"src\" except \"a\", \"b\"", "folder \"src\" except \"a\", \"b\"")]
    [InlineData("folder \"src\" except \"a\" except \"b\"", "folder \"src\" except \"a\", \"b\"")]
    [InlineData("[folder \"src\" except \"a\" except \"b\", \"c\"]", "[folder \"src\" except \"a\" except \"b\", \"c\"]")]
    public void A_value_is_printed_in_one_way(string written, string printed)
        => ValuePrinter.Print(Parser.ParseValue(new SourceText("<value>", written)).Value?.Value ?? new DagValue.None()).ShouldBe(printed);

    private static Gen<string> Texts => ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "");

    private static Gen<DagValue> Values(int depth)
    {
        var flat = Gen.OneOf(
            ArbMap.Default.GeneratorFor<BigInteger>().Select(number => (DagValue)new DagValue.Whole(number)),
            Gen.Choose(0, 1_000_000).Select(number => (DagValue)new DagValue.Real($"{number}.25")),
            Texts.Select(text => (DagValue)new DagValue.Text(text)),
            Gen.Elements(true, false).Select(holds => (DagValue)new DagValue.Truth(holds)),
            Gen.Choose(0, int.MaxValue).Select(ticks => (DagValue)new DagValue.Duration(TimeSpan.FromTicks(ticks))),
            Gen.Choose(0, int.MaxValue).Select(bytes => (DagValue)new DagValue.Size(bytes)),
            Texts.Select(path => (DagValue)new DagValue.File(path)),
            Texts.Select(path => (DagValue)new DagValue.Folder(path)),
            Gen.Elements("a", "**/b/**", "c d").ArrayOf(2).SelectMany(except => Texts.Select(path => (DagValue)new DagValue.Folder(path) { Except = except.ToEquatableList() })),
            Gen.Constant((DagValue)new DagValue.None()));
        if (depth == 0)
            return flat;

        var fields = Texts.ArrayOf(3).SelectMany(names => Values(depth - 1).ArrayOf(names.Length).Select(values
            => (DagValue)new DagValue.Record(names.Distinct().Select((name, i) => new DagField(name, values[i])).ToEquatableList())));
        return Gen.OneOf(flat, fields, Values(depth - 1).ArrayOf(3).Select(elements => (DagValue)new DagValue.List(elements.ToEquatableList())));
    }
}
