using System.Text;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Interpreter.Tests.UpToDate;

namespace Dag.Interpreter.Tests.Caching;

/// <summary>What a product of a type under <c>Secret</c> leaves behind on the disk: nothing that leads back to it.</summary>
public sealed class SecretProductsTests
{
    private const string Program = """
        type Token : Secret
        task token { product Token; run { return task.Cached("part", () => { Thread.Sleep(5); return "xyzzy"; }); } }
        task given { product Token; run => "" }
        pin given = "plugh"
        task kept { needs token, given; cache disk; product Natural; run => token.Length + given.Length }
        """;

    [Fact]
    public async Task A_secret_product_counts_by_a_hash_under_the_key_of_the_store()
    {
        using var one = new Place(Program);
        using var other = new Place(Program);
        var (first, second) = (await PartsAsync(one), await PartsAsync(other));
        first.Where(part => !second.Contains(part)).Select(part => part.Name).ShouldBe(["dep given", "dep token"]);
        (await PartsAsync(one)).ShouldBe(first);
    }

    [Fact]
    public async Task Neither_a_secret_product_nor_its_plain_digest_is_anywhere_on_the_disk()
    {
        using var place = new Place(Program);
        (await place.RunAsync()).Products.ShouldBe("10");
        var left = Directory.GetFiles(place.PathOf(".dag"), "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".dll", StringComparison.Ordinal)).Select(File.ReadAllBytes).ToList();
        left.ShouldNotBeEmpty();
        foreach (var secret in new[] { "xyzzy", "plugh" })
        {
            var digits = ContentHasher.Of(new ClrValue(secret)).ShouldNotBeNull().Digits;
            byte[][] traces = [Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(digits), Convert.FromHexString(digits)];
            left.Count(bytes => traces.Any(trace => bytes.AsSpan().IndexOf(trace) >= 0)).ShouldBe(0);
        }
    }

    private static async Task<List<(string Name, string Digest)>> PartsAsync(Place place)
    {
        await place.RunAsync(force: true);
        return place.History().Runs.First().Tasks.Single(task => task.Task == "kept").Parts.Select(part => (part.Name, part.Digest)).Order().ToList();
    }
}
