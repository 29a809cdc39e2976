using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.Tests.Invoking;
using Dag.Interpreter.Tests.Storing;

namespace Dag.Interpreter.Tests.Serialising;

/// <summary>
/// Random values of random types on every way that a value goes: written by a script, stored and read back, given to a script and written again, pinned as a literal,
/// and shown. All are one content. Begun at the clock, or where <c>DAG_SEED</c> says.
/// </summary>
public sealed class ValueRoundTripTests
{
    private const int Types = 30;
    private const int ValuesOfType = 40;

    [Fact]
    public void A_value_is_the_same_whichever_way_it_came()
    {
        var (seed, random) = AnyShapes.Begin();
        var shapes = AnyShapes.Draw(random, Types, withSamples: true);
        using var desk = new Desk(AnyShapes.Program(shapes));
        using var shelf = new Shelf();
        using var store = shelf.Open();
        for (var i = 0; i < shapes.Count; i++)
        {
            for (var round = 0; round < ValuesOfType; round++)
            {
                var value = shapes[i].Draw(random);
                var (type, whose) = ($"T{i}", $"DAG_SEED={seed}: {shapes[i].CSharp} ({(shapes[i] as AnyShape.Record)?.Declaration}) from {value.Print(asLiteral: false)}");
                var written = Read(desk, value.Print(asLiteral: false), type, whose);
                var stored = Stored(store, written, $"{i}.{round}", whose);

                Content(stored).ShouldBe(Content(written), $"stored: {whose}");
                Content(Read(desk, ProductJson.Print(stored), type, whose)).ShouldBe(Content(written), $"given to a script: {whose}");
                Content(Pinned(desk, value.Print(asLiteral: true), type, whose)).ShouldBe(Content(written), $"pinned: {whose}");
                ProductText.Print(stored).ShouldBe(ProductText.Print(written), whose);
                Content(Read(desk, ProductText.Print(stored), type, whose)).ShouldBe(Content(written), $"shown: {whose}");
            }
        }
    }

    private static ClrValue Read(Desk desk, string text, string type, string whose) => desk.ReadProduct(text, type).ShouldBeOfType<ProductReading.Found>(whose).Value;

    private static ClrValue Pinned(Desk desk, string literal, string type, string whose)
    {
        var binding = desk.Bind(literal, type);
        binding.Fits.ShouldBeTrue($"{whose}: {(binding.Fits ? "" : binding.JsonClause)}");
        return binding.Value;
    }

    private static ClrValue Stored(ProductStore store, ClrValue value, string name, string whose)
    {
        var type = value.Raw.ShouldNotBeNull().GetType();
        var kept = store.Keep(Shelf.Named(name), new(ContentHasher.Of(value).ShouldNotBeNull(whose), "none", name, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1)), value, type).ShouldBeOfType<StoreResult.Kept>(whose);
        store.TryLoad(Shelf.Named(name), kept.Product, type, out var back).ShouldBeTrue(whose);
        return back;
    }

    private static string Content(ClrValue value) => ContentHasher.Of(value)?.Digits ?? "none";
}
