using System.Globalization;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// Files whose every text has characters in it that a terminal would obey or hide: docs, names of files, values, messages, names of tests, lines that bodies
/// and scripts print. No command passes one on, but for a product that goes to a pipe.
/// </summary>
public sealed class ForeignTextTests : IDisposable
{

    // The last three end a line of the language.
    private const string Hidden = "\u001b\u0007\u0008\u007f\u009b\u202e\u2066\u200f\u061c\u200b\ufeff\u00ad\u0085\u2028\u2029";

    private readonly DagProcess dag = new();

    [Fact]
    public void No_command_passes_on_what_speaks_to_the_terminal()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var (file, wrong) = ($"n{Any(random)}.dag", $"w{Any(random)}\n2.dag");
        dag.With(file, Program(random)).With(wrong, $"/// {Any(random)}\ntask a {{ product Text; run => {Quoted(random)} }} {Any(random)} x\n");
        string[][] commands =
        [
            ["help", file], ["help", file, "a"], ["help", file, Any(random)], ["plan", file], ["plan", file, "--json"], ["check", file], ["check", wrong], ["check", "--json", wrong],
            ["run", file, "a", "s", "b", "e", "--keep-going", "--progress", "plain"], ["run", file, "a", "s", "b", "e", "--keep-going", "--json"],
            ["run", file, Any(random), "--set", $"a.{Any(random)}={Any(random)}"], ["why", file, "s"], ["why", file, "b", "--json"], ["runs"],
            ["runs", "show", Any(random)], ["query", file, "all", "--json"], ["query", file, Any(random)], ["graph", file], ["graph", file, "--format", "json"],
            ["repl", file, "-c", "show a", "-c", "show types", "-c", "show env", "-c", "why b", "-c", "help " + Any(random)],
            ["repl", file, "-c", $"set a.name = {Quoted(random)}", "-c", "diff", "-c", "undo"], ["repl", file, "--json", "-c", "show a"],
            ["test", file], ["test", file, "--json"], ["cache", "info", "--cache", Any(random)], ["fmt", "--check", file], ["fmt", wrong], [Any(random)], ["run", "--" + Any(random)],
        ];
        foreach (var words in commands)
        {
            var ended = dag.Run(words);
            (ended.Output + ended.Error).Where(Speaks).ShouldBeEmpty($"seed {seed}: dag {string.Join(' ', words)}\n{ended.Whole}");
        }

        dag.Run("repl", file, "-c", "show a").Error.ShouldBe("");
    }

    [Fact]
    public void A_product_that_goes_to_a_pipe_stays_as_it_is()
        => dag.With("a.dag", "task a { product Text; run => \"\\u001b[31m\\u202ered\\r\" }\n").Run("run", "a.dag").Output.ShouldBe("\u001b[31m\u202ered\r\n");

    public void Dispose() => dag.Dispose();

    private static string Program(Random random) => $$"""
        /// Of the file: {{Doc(random)}}

        /// A type {{Doc(random)}}
        type Word : Text where value.Length < 60 else "'{value}' is long {{Escaped(random)}}"

        /// {{Doc(random)}}
        task a {
            /// {{Doc(random)}}
            option name: Word = {{Quoted(random)}}
            product Text
            run { task.Log("log " + {{Quoted(random)}} + name); Console.WriteLine({{Quoted(random)}}); task.Metric({{Quoted(random)}}, 1); return "made"; }
        }

        task s {
            option name: Text = {{Quoted(random)}}
            product Text
            run sh "printf '%s\n' \"$name\" >&2; printf '%s' \"$name\" > \"$name.txt\"; echo made"
        }

        task b { product Natural; run { throw new InvalidOperationException({{Quoted(random)}}); } }
        task e { option name: Text = {{Quoted(random)}}; product Natural; run sh "printf '%s\n' \"$name\" >&2; echo \"$name\"" }
        test "named {{Escaped(random)}}" { expect a where value == {{Quoted(random)}} }
        """ + "\n";

    private static string Any(Random random, int of = 15) => string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => $"{(char)random.Next('a', 'z')}{Hidden[random.Next(of)]}"));

    private static string Doc(Random random) => Any(random, of: 12);

    private static string Escaped(Random random) => string.Concat(Any(random).Select(c => $"\\u{(int)c:x4}"));

    private static string Quoted(Random random) => $"\"{Escaped(random)}\"";

    private static bool Speaks(char c)
        => c is not ('\n' or '\t') && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
