using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Tests.Storing;

/// <summary>Whatever happens to a store: never a wrong product, nothing lost that was acknowledged, and nothing that cannot be made again.</summary>
public sealed class CrashTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_store_that_died_at_any_step_gives_nothing_wrong_has_lost_nothing_and_takes_everything_again(int moment)
    {
        var (steps, writes) = LifeOn(new DyingDisk(int.MaxValue - 1, DyingDisk.Moment.Before), disk => (disk.Steps, disk.Writes));
        steps.ShouldBeGreaterThan(120);
        foreach (var step in Enumerable.Range(0, steps).Where(step => moment is (int)DyingDisk.Moment.Before or (int)DyingDisk.Moment.After || writes.Contains(step)))
        {
            var when = $"dead at step {step} of {steps}, {(DyingDisk.Moment)moment}";
            using var shelf = new Shelf();
            var life = new StoreLife(shelf);
            var disk = new DyingDisk(step, (DyingDisk.Moment)moment);
            Until<DyingDisk.Died>(() => life.Live(disk));
            disk.IsDead.ShouldBeTrue(when);
            CheckAfter(shelf, life, when);
        }
    }

    [Fact]
    public void A_disk_that_fills_up_at_any_step_loses_nothing_that_was_there()
    {
        var steps = LifeOn(new FillingDisk(_ => false), disk => disk.Steps);
        steps.ShouldBeGreaterThan(60);
        for (var step = 0; step < steps; step++)
        {
            var when = $"full at step {step} of {steps}";
            using var shelf = new Shelf();
            var life = new StoreLife(shelf);
            life.Live(new FillingDisk(at => at >= step));
            CheckAfter(shelf, life, when, isWhole: false);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_power_cut_at_any_step_leaves_nothing_wrong_that_could_be_taken_for_right(bool leavesZeros)
    {
        var steps = LifeOn(new PowerCutDisk(int.MaxValue), disk => disk.Steps);
        for (var step = 0; step < steps; step++)
        {
            using var shelf = new Shelf();
            var disk = new PowerCutDisk(step);
            Until<DyingDisk.Died>(() => new StoreLife(shelf).Live(disk));
            disk.Cut(leavesZeros);
            var next = new StoreLife(shelf);
            using (var store = shelf.Open())
                store.Care.Verify();
            using (var store = shelf.Open())
                next.MakeAll(store);
            using (var store = shelf.Open())
                next.CheckAll(store, $"cut at step {step} of {steps}");
        }
    }

    [Fact]
    public void What_was_collected_survives_a_power_cut_with_all_that_was_left()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
        {
            Shelf.Keep(store, "one", "one");
            Shelf.Keep(store, "two", "two");
        }

        var disk = new PowerCutDisk(int.MaxValue);
        using (var store = shelf.Open(disk))
            store.Care.Delete(store.Care.Entries().Where(entry => entry.Product.Task == "one").ToList(), TimeProvider.System.GetUtcNow());
        disk.Cut(leavesZeros: true);
        using var after = shelf.Open();
        (Shelf.Find<string>(after, "one"), Shelf.Find<string>(after, "two")).ShouldBe((null, Shelf.ContentOf("two")));
    }

    [Fact]
    public void A_store_is_cleared_though_its_disk_has_no_room_for_another_index()
    {
        using var shelf = new Shelf();
        using (var store = shelf.Open())
            Shelf.Keep(store, "big", new double[20_000]);
        using (var store = shelf.Open(new FillingDisk(_ => Directory.GetFiles(Path.Combine(shelf.Store, "objects"), "*", SearchOption.AllDirectories).Length > 0)))
            store.Care.Delete(store.Care.Entries(), TimeProvider.System.GetUtcNow());
        using var after = shelf.Open();
        (after.Count, Directory.GetFiles(Path.Combine(shelf.Store, "objects"), "*", SearchOption.AllDirectories).Length).ShouldBe((0, 0));
    }

    private static void CheckAfter(Shelf shelf, StoreLife life, string when, bool isWhole = true)
    {
        using (var store = shelf.Open())
            life.Check(store, when, isWhole);
        var next = new StoreLife(shelf);
        using (var store = shelf.Open())
            next.MakeAll(store);
        using (var store = shelf.Open())
            next.CheckAll(store, when);
    }

    private static TSteps LifeOn<TDisk, TSteps>(TDisk disk, Func<TDisk, TSteps> stepsOf)
        where TDisk : IStoreDisk
    {
        using var shelf = new Shelf();
        var life = new StoreLife(shelf);
        life.Live(disk);
        using var store = shelf.Open();
        life.CheckAll(store, "unharmed");
        return stepsOf(disk);
    }

    private static void Until<TEnd>(Action act)
        where TEnd : Exception
    {
        try
        {
            act();
        }
        catch (TEnd)
        {
            // What is left behind is looked at by the caller.
        }
    }
}
