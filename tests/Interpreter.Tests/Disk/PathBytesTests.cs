using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Tests.Disk;

public sealed class PathBytesTests
{
    [Theory]
    [InlineData("706C61696E", "plain")]
    [InlineData("636166C3A920F09F9880", "café 😀")]
    [InlineData("636166E92E747874", @"caf\xe9.txt")]
    [InlineData("80FF", @"\x80\xff")]
    [InlineData("EDB3A9", @"\xed\xb3\xa9")]
    public void Bytes_are_shown_as_their_text_and_those_that_are_none_as_numbers(string bytes, string shown)
        => PathBytes.Shown(PathBytes.TextOf(Convert.FromHexString(bytes))).ShouldBe(shown);

    [Fact]
    public void Any_bytes_are_a_text_of_their_own()
    {
        var random = new Random(7);
        var seen = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = AnyName(random);
            var text = PathBytes.TextOf(bytes);
            (Convert.ToHexString(PathBytes.Of(text)), PathBytes.CountOf(text)).ShouldBe((Convert.ToHexString(bytes), bytes.Length));
            Convert.ToHexString(PathBytes.Terminated(text, new byte[16])).ShouldBe(Convert.ToHexString(bytes) + "00");
            if (seen.TryGetValue(text, out var other))
                Convert.ToHexString(other).ShouldBe(Convert.ToHexString(bytes));
            seen[text] = bytes;
        }
    }

    // Pieces of characters more often than chance would have them.
    private static byte[] AnyName(Random random)
    {
        byte[] likely = [0xC3, 0xA9, 0xED, 0xB3, 0xA0, 0xF0, 0x9F, 0x98, 0x80, 0xEF, 0xBF, 0xBD, 0x61, 0xFF, 0x80];
        return [.. Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(4) == 0 ? (byte)random.Next(256) : likely[random.Next(likely.Length)])];
    }
}
