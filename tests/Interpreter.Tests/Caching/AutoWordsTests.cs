using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Caching;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.State.Storing;
using Dag.Interpreter.Tests.Storing;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Caching;

/// <summary>What is said of a product that was stored agrees with the rule that it was stored by.</summary>
public sealed class AutoWordsTests
{
    [Theory]
    [InlineData(CacheMode.Auto, 10, "took 10 ms to run, estimated 50 us to store; storing took 99 ms")]
    [InlineData(CacheMode.Auto, 200, "took 200 ms to run, estimated 50 us to store; storing took 99 ms")]
    [InlineData(CacheMode.Disk, 10, "cache disk; took 10 ms to run and 99 ms to store")]
    [InlineData(CacheMode.Auto, 0, "took 0 ms to run, estimated 50 us to store")]
    public void Under_auto_the_estimate_is_named_that_it_was_decided_by(CacheMode mode, int took, string said)
    {
        using var shelf = new Shelf();
        using var store = shelf.Open();
        var cache = new ProductCache(new(1 << 20, TimeProvider.System), store, new SteppingClock());
        var content = new ContentDigest(new string('0', 64), 1, []);
        cache.Keep(Fingerprint.Of("work"u8), mode, new(content, "", "a", DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(took)), new ClrValue("x"), typeof(string)).Why.ShouldBe(said);
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now += TimeSpan.FromMilliseconds(99).Ticks;
    }
}
