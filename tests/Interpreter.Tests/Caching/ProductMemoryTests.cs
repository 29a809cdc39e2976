using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.Tests.Storing;
using Dag.Interpreter.Tests.Working;
using FsCheck;
using FsCheck.Fluent;

namespace Dag.Interpreter.Tests.Caching;

/// <summary>Products in memory stay under a bound; the largest and oldest go first.</summary>
public class ProductMemoryTests
{
    private readonly HandTurnedClock clock = new();

    [Fact]
    public void What_is_large_and_old_goes_first_and_what_has_just_come_stays()
    {
        var memory = new ProductMemory(100_000, clock);
        Keep(memory, "small and old", 1_000).ShouldBeEmpty();
        Keep(memory, "large and old", 40_000).ShouldBeEmpty();
        Keep(memory, "large and used", 40_000).ShouldBeEmpty();
        memory.Find(Shelf.Named("large and used"));
        Keep(memory, "large and new", 60_000).ShouldBe(["large and old", "large and used"]);
        Names(memory, "small and old", "large and old", "large and used", "large and new").ShouldBe(["small and old", "large and new"]);
        memory.FindLetGo(Shelf.Named("large and old")).ShouldNotBeNull().Why.ShouldBe("evicted: 39.3 KB, memory limit 97.7 KB");
    }

    [Fact]
    public void What_comes_again_was_not_let_go()
    {
        var memory = new ProductMemory(100_000, clock);
        Keep(memory, "one", 60_000);
        Keep(memory, "two", 60_000).ShouldBe(["one"]);
        Keep(memory, "one", 60_000).ShouldBe(["two"]);
        memory.FindLetGo(Shelf.Named("one")).ShouldBeNull();
    }

    [Fact]
    public void What_is_elsewhere_as_well_is_not_lost()
    {
        var memory = new ProductMemory(100_000, clock);
        Keep(memory, "stored", 60_000, isElsewhere: true);
        Keep(memory, "two", 60_000).ShouldBeEmpty();
        Names(memory, "stored", "two").ShouldBe(["two"]);
        memory.FindLetGo(Shelf.Named("stored")).ShouldBeNull();
    }

    [Fact]
    public void What_is_larger_than_all_the_room_pushes_nothing_out()
    {
        var memory = new ProductMemory(100_000, clock);
        Keep(memory, "small", 1_000);
        Keep(memory, "huge", 100_001).ShouldBeEmpty();
        Names(memory, "small", "huge").ShouldBe(["small"]);
    }

    [Fact]
    public void Whatever_comes_the_bound_holds_and_the_count_is_right()
        => Prop.ForAll(ArbMap.Default.ArbFor<(byte Name, ushort Size)[]>(), products =>
        {
            var memory = new ProductMemory(50_000, clock);
            foreach (var (name, size) in products)
            {
                Keep(memory, $"{name % 16}", size);
                if (memory.Size > memory.Bound)
                    return false;
            }

            return memory.Size == Enumerable.Range(0, 16).Select(name => memory.Find(Shelf.Named($"{name}"))).OfType<CachedProduct.InMemory>()
                .Sum(product => HeapSize.Of(product.Value) + 256);
        }).QuickCheckThrowOnFailure();

    private string[] Keep(ProductMemory memory, string name, int bytes, bool isElsewhere = false)
    {
        clock.Turn(TimeSpan.FromSeconds(1));
        var value = new ClrValue(new byte[bytes]);
        return [.. memory.Keep(Shelf.Named(name), new(value, new ContentDigest(name, bytes, []), "", clock.GetUtcNow()), name, isElsewhere).Select(gone => gone.Task).Order()];
    }

    private static string[] Names(ProductMemory memory, params string[] names) => [.. names.Where(name => memory.Find(Shelf.Named(name)) is not null)];
}
