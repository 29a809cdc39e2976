using System.Numerics;
using System.Text;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>Products as JSON files, there and back.</summary>
public sealed class ProductJsonTests
{
    [Fact]
    public void A_circle_is_refused_in_words()
    {
        var knot = new Knot();
        knot.Next = knot;
        Refusal(knot).ShouldBe("it cannot be written as JSON: it contains a cycle, or is nested more than 64 levels deep");
    }

    [Fact]
    public void So_is_what_throws_when_it_is_looked_at()
        => Refusal(new Shy()).ShouldBe("it cannot be written as JSON: reading it threw InvalidOperationException: do not look");

    [Fact]
    public void So_is_what_has_no_content()
        => Refusal(new Func<int>(() => 1)).ShouldBe("it cannot be written as JSON: Serialization and deserialization of 'System.Func`1[[System.Int32]]' instances is not supported");

    [Fact]
    public void Tables_come_back_with_all_their_numbers()
        => Holds<double[][]>(rows => Back(rows).Zip(rows).All(pair => pair.First.SequenceEqual(pair.Second)));

    [Fact]
    public void Texts_come_back()
        => Holds<string>(text => text is null || !IsWellFormed(text) || Back(text) == text);

    [Fact]
    public void Records_come_back_with_their_enums_dates_and_addresses()
        => Holds<(int, Shade, TimeSpan, DateTime, bool)>(record => Back(record) == record);

    [Fact]
    public void Whole_numbers_of_any_size_come_back() => Holds<BigInteger>(number => Back(number) == number);

    [Fact]
    public void Files_come_back_by_their_paths() => Back(new[] { DagFile.Of("/tmp/x") }).Single().Path.ShouldBe("/tmp/x");

    private static bool IsWellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static void Holds<T>(Func<T, bool> law) => Prop.ForAll(ArbMap.Default.ArbFor<T>(), law).QuickCheckThrowOnFailure();

    private static T Back<T>(T value)
    {
        using var stream = new MemoryStream();
        ProductJson.Write(stream, new ClrValue(value));
        return new ValueBinder("/", isJson: true).Bind(JsonValueReader.Read(stream.ToArray()), typeof(T)).Value.As<T>();
    }

    private static string Refusal<T>(T value)
    {
        var printed = Should.Throw<NotSupportedException>(() => ProductJson.Print(new ClrValue(value))).Message;
        Should.Throw<NotSupportedException>(() => ProductJson.Write(Stream.Null, new ClrValue(value))).Message.ShouldBe(printed);
        return printed;
    }
}
