using Dag.Language.Formatting;
using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;

namespace Dag.Language.Tests.Grammar;

/// <summary>
/// Real programs with their bytes changed: nothing may crash, hang or lose a character. How many bytes are changed is 20,000, or what DAG_FUZZ says:
/// <c>DAG_FUZZ=1000000 dotnet test tests/Language.Tests --filter MutationTests</c>.
/// </summary>
public class MutationTests
{
    private const string Interesting = "{}[]()\"'`$@#/\\*\n\r;:,.=><+-!?0x1_eE \t\uFEFF\u2028\uD83D§";

    private static readonly string[] Words = ["\"\"\"", "$\"", "@\"", "//", "/*", "*/", "=>", "task ", "type ", "where ", "else ", "run ", "code {", "needs ", "'\"'", "{{", "1e", "0x"];

    [Fact]
    public void No_mutation_of_a_real_program_makes_a_crash_or_loses_a_character()
    {
        var programs = new[] { "stdlib", "examples", "grammar", "tests/Language.Tests/Programs" }
            .SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, folder), "*.dag", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(File.ReadAllText).ToList();
        var left = int.TryParse(Environment.GetEnvironmentVariable("DAG_FUZZ"), out var wanted) ? wanted : 20_000;
        var random = new Random(20260321);
        while (left > 0)
        {
            var mutated = programs[random.Next(programs.Count)];
            for (var changes = random.Next(1, 8); changes > 0; changes--, left--)
                mutated = Mutate(mutated, random);
            Read(mutated);
        }
    }

    private static void Read(string text)
    {
        var tree = Parser.Parse(new SourceText("mutated.dag", text));
        string.Concat(tree.Tokens.Select(token => tree.Source.TextOf(token.Span))).ShouldBe(text);
        var formatted = Formatter.Format(tree);
        Formatter.Format(Parser.Parse(new SourceText("formatted.dag", formatted))).ShouldBe(formatted, text);
        Loader.Load(new MemoryReader((Verdicts.Main, text)), Verdicts.Main);
    }

    private static string Mutate(string text, Random random)
    {
        if (text.Length == 0)
            return "task";

        var at = random.Next(text.Length);
        return random.Next(6) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, Interesting[random.Next(Interesting.Length)].ToString()),
            2 => text.Insert(at, Words[random.Next(Words.Length)]),
            3 => text.Remove(at, Math.Min(text.Length - at, random.Next(1, 40))),
            4 => text[..at] + (char)random.Next(0, 0x250) + text[(at + 1)..],
            _ => text.Insert(at, text.Substring(random.Next(text.Length), 0) + text[at..Math.Min(text.Length, at + random.Next(1, 30))]),
        };
    }
}
