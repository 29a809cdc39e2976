using Dag.Language.Text;

namespace Dag.Language.Tests.Text;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(1023, "1023 bytes")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(5L << 20, "5 MB")]
    [InlineData(5000L << 40, "5000 TB")]
    [InlineData(-2, "-2 bytes")]
    public void Bytes_are_counted_in_powers_of_1024(long bytes, string shown) => Units.Bytes(bytes).ShouldBe(shown);

    [Theory]
    [InlineData(-1, "0 ms")]
    [InlineData(0, "0 ms")]
    [InlineData(0.0426, "43 us")]
    [InlineData(7.6, "8 ms")]
    [InlineData(1_250, "1.3 s")]
    [InlineData(200_000, "3 min 20 s")]
    [InlineData(93_600_000, "26 h 0 min")]
    public void A_duration_has_the_unit_that_is_read_at_a_glance(double milliseconds, string shown) => Units.Duration(TimeSpan.FromMilliseconds(milliseconds)).ShouldBe(shown);
}
