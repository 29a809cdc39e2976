using System.Text;
using Dag.Language.Diagnostics;
using Dag.Language.Formatting;
using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Tests.Checking;
using Dag.Language.Text;

namespace Dag.Language.Tests.Cost;

/// <summary>Nothing in reading, formatting or checking grows faster than its input, whatever that is.</summary>
[Collection(AloneCollection.Name)]
public sealed class CostTests
{
    private const int Characters = 5_000;

    private static readonly string[] Pieces =
    [
        "a", "a.b", "task a", "task a {", "type A of int", "type A of (", "where", "in [", "else", "set a.b =", "run", "needs a", "run => (", "run {", "code {", "import \"x\"", "///x",
        "(", ")", "[", "]", "{", "}", "<", ">", "\"", "\"\"\"", "'", "$\"{", "$\"\"\"{", "@\"", "\\", "\\u", "//", "/*", "*/", "#if", "#", "1", "1.", "1e+", "0x", "1h", ".", "..", "*", "a*",
        "+", "-", "&", "=", "=>", ":", ",", ";", "\n", " ", "\r\n", "é", "\uD83D", "\0", "not", "and", "deps(", "none", "file \"a\"", "retry 1", "test \"x\" {", "pin a =>",
    ];

    [Theory]
    [MemberData(nameof(Alone))]
    public void Repeated_pieces_cost_in_proportion(string piece)
    {
        foreach (var before in new[] { "", "task a {\n", "set a.b = ", "show (" })
        {
            Check(before, piece + " ");
            Check(before, piece + "\n");
        }
    }

    public static TheoryData<string> Alone => [.. Pieces];

    /// <summary>A slice of all pairs and triples; with DAG_FUZZ as many as that says.</summary>
    [Fact]
    public void Repeated_sequences_of_pieces_cost_in_proportion()
    {
        var random = new Random(20261201);
        for (var left = int.TryParse(Environment.GetEnvironmentVariable("DAG_FUZZ"), out var wanted) ? wanted : 100; left > 0; left--)
        {
            var between = random.Next(3) switch { 0 => "", 1 => " ", _ => "\n" };
            var sequence = string.Join(between, Enumerable.Range(0, random.Next(2, 4)).Select(_ => Pieces[random.Next(Pieces.Length)])) + between;
            Check(random.Next(2) == 0 ? "" : Pieces[random.Next(Pieces.Length)] + " ", sequence);
        }
    }

    private static void Check(string before, string piece)
    {
        var name = $"{before}({piece})*";
        Should("parse", name, text => Parser.Parse(Source(text)));
        Should("format", name, text => Formatter.Format(Parser.Parse(Source(text))));
        Should("load", name, text => Loader.Load(new MemoryReader((Verdicts.Main, text)), Verdicts.Main));
        Should("value", name, text => Parser.ParseValue(Source(text)));
        Should("query", name, text => Parser.ParseQuery(Source(text)));

        void Should(string phase, string of, Action<string> work)
            => Growth.WhyNot(size => Text(size) is var text ? () => work(text) : () => { }, Characters / piece.Length + 1).ShouldBeNull($"{phase}: {of.ReplaceLineEndings("\\n")}");

        string Text(int count) => new StringBuilder(before).Insert(before.Length, piece, count).ToString();
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Programs_of_many_parts_are_checked_at_a_cost_in_proportion(string name)
        => Growth.WhyNot(size => Written(name, size) is var text ? () => Loader.Load(new MemoryReader((Verdicts.Main, text)), Verdicts.Main) : () => { }, 1500).ShouldBeNull(name);

    public static TheoryData<string> Programs => [.. Lines.Keys];

    private static string Written(string name, int count)
    {
        var (before, line) = Lines[name];
        var text = new StringBuilder(before(count));
        for (var i = 1; i <= count; i++)
            text.Append(line(i)).Append('\n');
        return text.ToString();
    }

    private static readonly Dictionary<string, (Func<int, string> Before, Func<int, string> Line)> Lines = new()
    {
        ["a chain of types"] = (_ => "type T0 of int\n", i => $"type T{i} : T{i - 1}"),
        ["a chain of lists"] = (_ => "type T0 of int\n", i => $"type T{i} list of T{i - 1}"),
        ["children of one type"] = (_ => "type T0 of int\n", i => $"type T{i} : T0"),
        ["a chain of tasks"] = (_ => Task(0), i => Task(i, i - 1)),
        ["consumers of one task"] = (_ => Task(0), i => Task(i, 0)),
        ["a task that needs all"] = (Tasks, i => i == 1 ? "task all_of_them { needs t1\n" : $"needs t{i} as x{i}\n"),
        ["tasks of one name"] = (_ => "", _ => Task(1)),
        ["types of one name"] = (_ => "", _ => "type A of int"),
        ["unknown tasks"] = (Tasks, i => $"task u{i} {{ needs q{i} }}"),
        ["unknown tasks of long names"] = (_ => "", i => $"task {Long(i)} {{ needs {Long(-i)} }}"),
        ["unknown types"] = (_ => "", i => $"type A{i} : B{i}"),
        ["unknown options"] = (_ => "task t {\n option n: Natural = 1\n}\n", i => $"set t.m{i} = 1"),
        ["unknown tasks in queries"] = (Tasks, i => $"show x{i}"),
        ["tasks used before they are declared"] = (_ => "", i => $"task t{i} {{ needs t{i + 1} }}"),
        ["options of one task"] = (_ => "task t {\n", i => $"option o{i}: Natural = 1"),
        ["options that are set"] = (_ => "task t {\n option n: Natural = 1\n}\n", i => $"set t.n = {i}"),
        ["statements of no meaning"] = (_ => "", i => $"bogus{i} x"),
        ["clauses of no meaning"] = (_ => "task t {\n", i => $"bogus{i} x"),
        ["C# that is never closed"] = (_ => "", i => $"task t{i} {{\n  run => f(\n"),
        ["C# that is never closed on one line"] = (_ => "task t {\n", i => "run => f(; run => $\"{; run => f{"),
        ["pins"] = (Tasks, i => $"pin t{i} = 1"),
        ["pins and unpins"] = (Tasks, i => $"pin t{i} = 1\nunpin t{i}"),
        ["substitutions"] = (count => Tasks(2 * count), i => $"substitute t{i} with {(i > 1 ? $"t{i - 1}" : "s")}".Replace("substitute t1 with s", "pin t1 = 1")),
        ["substitutions of one task"] = (count => Tasks(count) + Task(count + 1, 1), i => i > 1 ? $"substitute t1 with t{i}" : ""),
        ["disabled tasks"] = (Tasks, i => $"disable t{i}"),
        ["disabled and enabled"] = (Tasks, i => $"disable t{i}\nenable t{i}"),
        ["removed tasks"] = (Tasks, i => $"remove t{i}"),
        ["removed consumers of one task"] = (count => Task(0) + Consumers(count), i => $"remove t{i}"),
        ["pinned consumers of one task"] = (count => Task(0) + Consumers(count), i => $"pin t{i} = 1"),
        ["renamed tasks"] = (Tasks, i => $"rename t{i} to r{i}"),
        ["a task renamed again and again"] = (_ => Task(0), i => $"rename t{i - 1} to t{i}"),
        ["overridden tasks"] = (Tasks, i => $"override task t{i} {{ product Natural; run => 2 }}"),
        ["a task overridden again and again"] = (_ => Task(0), i => $"override task t0 {{ product Natural; run => {i} }}"),
        ["options unset"] = (_ => "task t {\n option n: Natural = 1\n}\n", i => $"set t.n = {i}\nunset t.n"),
        ["declared after a change"] = (_ => Task(0) + "pin t0 = 1\n", i => Task(i, 0) + "\nshow t0"),
        ["questions"] = (_ => Task(0), _ => "show ..t0 + t0.."),
        ["runs"] = (_ => Task(0), _ => "run t0 where product Natural"),
        ["a query of many parts"] = (_ => Task(0) + "show t0 ", _ => "+ t0 ".TrimEnd('\n')),
        ["doc comments"] = (_ => "", i => $"/// a\n/// b\ntask d{i} {{ }}"),
        ["tests"] = (Tasks, i => $"test \"x{i}\" {{ pin t{i} = 1\n expect t{i} where value == 1 }}"),
        ["values of many elements"] = (_ => "task t { option n: Natural = 1 }\nset t.n = [", i => $"{{ a{i}: [{i}, \"x\"], b: none }},"),
    };

    [Fact]
    public void A_chain_of_imports_is_read_no_further_than_its_limit()
    {
        var reader = new MemoryReader((Verdicts.Main, "import \"0.dag\""));
        for (var i = 0; i < 1_000; i++)
            reader.Add($"{Path.GetDirectoryName(Verdicts.Main)}/{i}.dag", $"import \"{i + 1}.dag\"\n");

        Loader.Load(reader, Verdicts.Main).Diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Message}")
            .ShouldBe(["DAG1207 '200.dag' is imported through a chain of more than 200 files"]);
    }

    [Fact]
    public void Near_names_are_looked_for_at_a_cost_in_proportion()
    {
        foreach (var length in new[] { 5, 60, 5_000 })
        {
            Growth.WhyNot(count =>
            {
                var known = Enumerable.Range(0, count).Select(i => new string('a', length) + i).ToList();
                return () => Suggestion.Nearest(new string('a', length) + "!", known);
            }, 2_000_000 / (length + 5) / 8).ShouldBeNull($"{length} letters");
        }
    }

    private static SourceText Source(string text) => new("cost.dag", text);

    private static string Task(int number, int? needs = null) => $"task t{number} {{ {(needs is null ? "" : $"needs t{needs}; ")}product Natural; run => 1 }}\n";

    private static string Tasks(int count) => string.Concat(Enumerable.Range(1, count).Select(i => Task(i)));

    private static string Consumers(int count) => string.Concat(Enumerable.Range(1, count).Select(i => Task(i, 0)));

    private static string Long(int number) => new string('a', 50) + "_" + Math.Abs(number) + (number < 0 ? "x" : "");
}
