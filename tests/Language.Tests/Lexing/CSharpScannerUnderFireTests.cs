using Dag.Language.Scanning;
using FsCheck.Fluent;

namespace Dag.Language.Tests.Lexing;

public sealed class CSharpScannerUnderFireTests
{
    private const int Mutations = 20_000;
    private const string Ammunition = "\"\"\"'''{{}}()[]<>$$@@\\/*#;:, \n\n\r\u0085\u2028\uFEFF\0\uFFFF\uD800\uDC00aelse";

    private static readonly CSharpForm[] Forms = Enum.GetValues<CSharpForm>();

    [Fact]
    public void Mutated_code_is_scanned_to_a_place_in_it_and_each_character_visited_a_few_times_at_most()
    {
        var random = new Random(20251121);
        var fragments = Fragments().ToArray();
        for (var round = 0; round < Mutations; round++)
        {
            var text = Mutate(fragments[random.Next(fragments.Length)], random);
            foreach (var form in Forms)
                ShouldStayInBounds(text, random.Next(text.Length), form);
        }
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(]")]
    [InlineData("{(")]
    [InlineData("{}")]
    [InlineData("<")]
    [InlineData("\"")]
    [InlineData("\"\n")]
    [InlineData("'\n")]
    [InlineData("$\"{")]
    [InlineData("$\"{(\"\n")]
    [InlineData("$\"\"\"{\n(\"")]
    [InlineData("$@\"{")]
    [InlineData("$\"{a:}")]
    [InlineData("$$$")]
    [InlineData("@$")]
    [InlineData("{a}\"")]
    [InlineData("\"\"\" \n")]
    [InlineData("else")]
    [InlineData("elsee ")]
    [InlineData("/*")]
    [InlineData("/**/ ")]
    [InlineData("//\n")]
    [InlineData("\n#if (")]
    [InlineData("\n#if !")]
    [InlineData("\n#if true\n")]
    [InlineData("\n  #\n#else\n#endif")]
    [InlineData("where ")]
    [InlineData("a\n.b")]
    [InlineData("a +\n")]
    [InlineData("a\n//\n")]
    [InlineData("new A()\n")]
    [InlineData("\n+ new A(\n{")]
    [InlineData("    ")]
    [InlineData("\0")]
    [InlineData("\uD800")]
    public void No_repetition_takes_more_than_a_few_visits_a_character(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 20_000));
        foreach (var opening in (string[])["", "{", "f(", "$\"\"\"\"{", "$$$$\"\"\""])
        {
            foreach (var form in Forms)
                ShouldStayInBounds(opening + text, 0, form);
        }
    }

    private static void ShouldStayInBounds(string text, int start, CSharpForm form)
    {
        var extent = CSharpScanner.FindEnd(text, start, form, out var visited);
        extent.End.ShouldBeInRange(start, text.Length, text);
        extent.FaultAt.ShouldBeInRange(0, text.Length, text);
        visited.ShouldBeInRange(0, 6 * (text.Length - start) + 64, text);
    }

    private static IEnumerable<string> Fragments()
        => CSharpFragments.Block.Sample(100)
            .Concat(CSharpFragments.Expression.Sample(100))
            .Concat(RepositoryFiles.WithEnding(".cs", "src/Language").Select(File.ReadAllText).SelectMany(text => text.Chunk(1500)).Select(chunk => new string(chunk)));

    private static string Mutate(string fragment, Random random)
    {
        var text = fragment.ToList();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var at = random.Next(text.Count);
            var bullet = Ammunition[random.Next(Ammunition.Length)];
            switch (random.Next(4))
            {
                case 0:
                    text[at] = bullet;
                    break;
                case 1:
                    text.Insert(at, bullet);
                    break;
                case 2:
                    text.InsertRange(at, Enumerable.Repeat(bullet, random.Next(2, 6)));
                    break;
                default:
                    text.RemoveRange(at, Math.Min(random.Next(1, 8), text.Count - at - (at == 0 ? 1 : 0)));
                    break;
            }
        }

        return new string([.. text]);
    }
}
