using System.Text.RegularExpressions;
using Dag.EndToEnd.Tests.Running;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.Tests.Bodies;

namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>The table in docs/cache.md of what counts and what does not, each of its phrases by two programs that are run one after the other.</summary>
[Collection(AloneCollection.Name)]
public sealed partial class TableOfPartsTests
{
    private const string Code = "code { double F(double x) => G(x); double G(double x) => x + 1; double H() => 1; }\ntask w { cache disk; product Number; run => F(1) }";
    private const string Plain = "task w { cache disk; product Number; run => 1.0 + 2 }";
    private const string Other = "language other runs \"sh\" \"{script}\"\ntask w { cache disk; product Text; run other \"echo a\" }";
    private const string Reference = "reference \"a/Shouldly.dll\"\n" + Plain;
    private const string File = "task w { cache disk; option f: File = file \"one.txt\"; product Natural; run => f.ReadText().Length }";
    private const string Secret = "task w { cache disk; option key: Secret = \"one\"; product Natural; run => key.Length }";
    private const string Option = "type Count of int where value >= 0\ntask w { cache disk; option n: Count = 1; option m: Natural = 2; product Number; run => 3.0 }";
    private const string Dep = "task a { product Text; run => \"made\" }\ntask w { cache disk; needs a as t; product Natural; run => t.Length }";
    private const string Variable = "task w { cache disk; env DAG_TABLE_OF_PARTS, DAG_TABLE_OF_OTHERS meta; product Text; run sh \"echo a\" }";

    // The phrase, what it is in a program, and what becomes of that: for what counts behind the part that it is said to change.
    private static readonly Dictionary<string, (string Program, string From, string To)> Cases = new()
    {
        ["body: the tokens of C#, or the text of a script to the last blank"] = (Plain, "1.0 + 2", "1.0 + 3"),
        ["body: layout and comments of C#, the indentation of a raw text"] = (Plain, "1.0 + 2", "1.0  + /* and */ 2"),
        ["code: NAME: each member of a code block that the body reaches, by name and through others, here and in imports"] = (Code, "x + 1", "x + 2"),
        ["code: NAME: members it does not reach, the order of members but for fields with a first value, the file they stand in"] = (Code, "double G(double x) => x + 1; double H() => 1;", "double H() => 2; double G(double x) => x + 1;"),
        ["usings: what is opened in C#"] = ("using System.Text.Json\n" + Plain, "Json", "Json.Nodes"),
        ["reference FILE: the content of assemblies"] = (Reference, "a/Shouldly.dll", "b/Shouldly.dll"),
        ["reference FILE: the path of an assembly"] = (Reference, "a/Shouldly.dll", "c/Shouldly.dll"),
        ["language: the command that runs a script"] = (Other, "\"sh\" \"{script}\"", "\"sh\" \"-e\" \"{script}\""),
        ["version: its text, in the place of all of the above"] = (Plain.Replace("cache disk;", "cache disk; version \"1\";"), "\"1\"", "\"2\""),
        ["option NAME: its value and its C# type"] = (Option, "Count = 1", "Count = 2"),
        ["option NAME: a file or folder is its content"] = (File, "one.txt", "two.txt"),
        ["option NAME: a secret by a keyed hash"] = (Secret, "\"one\"", "\"two\""),
        ["option NAME: meta ones"] = (Option.Replace("m: Natural = 2", "m: Natural = 2 meta"), "= 2 meta", "= 3 meta"),
        ["option NAME: compatible ones at their default"] = (Option, "option m: Natural = 2", "option m: Natural = 2; option l: Natural = 4 compatible"),
        ["option NAME: where the value came from"] = (Option, "run => 3.0 }", "run => 3.0 }\nset w.m = 2"),
        ["option NAME: the order of options"] = (Option, "option n: Count = 1; option m: Natural = 2", "option m: Natural = 2; option n: Count = 1"),
        ["dep NAME: the content of the product, and the name the body has for it"] = (Dep, "\"made\"", "\"made otherwise\""),
        ["dep NAME: a secret product by a keyed hash"] = (Dep.Replace("product Text", "product Secret"), "\"made\"", "\"made otherwise\""),
        ["dep NAME: the dep's task, its body and its name"] = (Dep, "task a { product Text; run => \"made\" }\ntask w { cache disk; needs a as t", "task b { product Text; run => \"ma\" + \"de\" }\ntask w { cache disk; needs b as t"),
        ["dep NAME: deps that make nothing"] = (Dep, "needs a as t;", "needs a as t; needs told;"),
        ["variable NAME: the value of what env lets in"] = (Variable, "DAG_TABLE_OF_PARTS=1", "DAG_TABLE_OF_PARTS=2"),
        ["variable NAME: meta ones"] = (Variable, "DAG_TABLE_OF_OTHERS=1", "DAG_TABLE_OF_OTHERS=2"),
        ["product: its C# type"] = (Plain.Replace("1.0 + 2", "3"), "product Number", "product Natural"),
        ["product: its declared name"] = ("task w { cache disk; product File \"a.txt\"; run sh \"echo a\" }", "a.txt", "b.txt"),
        ["product: the declared type's name and predicates"] = ("type Sum of double where value > 0\n" + Plain.Replace("Number", "Sum"), "Sum of double where value > 0\ntask w { cache disk; product Sum", "Total of double where value > 1\ntask w { cache disk; product Total"),
        [": the task's own name, its place and doc comment"] = (Plain, "task w", "\n/// A sum.\ntask sum"),
        [": retry, timeout, cache, fresh"] = (Plain, "cache disk;", "retry 2 backoff 1ms jitter; timeout 30s; fresh 2d;"),
        [": publish"] = (Plain, "cache disk;", "cache disk; publish \"w.txt\";"),
        [": the attempt's number"] = ("task w { cache disk; retry 1; product Text; run sh \"test -e ../../../../tried || { touch ../../../../tried; exit 1; }; echo a\" }", "retry 1", "retry 2"),
    };

    public static TheoryData<string, string, bool> Phrases
    {
        get
        {
            var phrases = new TheoryData<string, string, bool>();
            foreach (var cells in Rows())
            {
                var names = cells[0].Split(", ");
                var counts = Of(cells[1]);
                for (var i = 0; i < counts.Count; i++)
                    phrases.Add(names[Math.Min(i, names.Length - 1)], counts[i], true);
                foreach (var phrase in Of(cells[2]))
                    phrases.Add(names[^1], phrase, false);
            }

            return phrases;
        }
    }

    [Theory]
    [MemberData(nameof(Phrases))]
    public async Task Every_phrase_of_the_table_holds(string part, string phrase, bool counts)
    {
        Cases.ShouldContainKey($"{part}: {phrase}");
        var (program, from, to) = Cases[$"{part}: {phrase}"];
        using var folder = new ProgramFolder(("main.dag", program), ("one.txt", "one"), ("two.txt", "two"));
        foreach (var (name, of) in new[] { ("a", "Shouldly.dll"), ("b", "FsCheck.dll"), ("c", "Shouldly.dll") })
        {
            Directory.CreateDirectory(Path.Combine(folder.Folder, name));
            System.IO.File.Copy(Path.Combine(AppContext.BaseDirectory, of), Path.Combine(folder.Folder, name, "Shouldly.dll"));
        }

        await RunAsync(folder, program, from.StartsWith("DAG_", StringComparison.Ordinal) ? from : null);
        var why = await RunAsync(folder, "task told { run { } }\n" + program.Replace(from, to), to.StartsWith("DAG_", StringComparison.Ordinal) ? to : null);
        if (!counts)
            (why.Task.Outcome, why.Lines[0].Split(',')[0]).ShouldBe((TaskOutcome.Reused, "its product was cached then"));
        else
            why.Lines.Where(line => !line.EndsWith(" unchanged", StringComparison.Ordinal)).ShouldAllBe(line => line.StartsWith(part.Replace("NAME", "").Replace("FILE", "").TrimEnd(), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_case_is_of_a_phrase_that_is_there()
        => Cases.Keys.Except(Phrases.Select(row => $"{row[0]}: {row[1]}")).ShouldBeEmpty();

    private static async Task<WhyReport> RunAsync(ProgramFolder folder, string program, string? variable)
    {
        foreach (var name in new[] { "DAG_TABLE_OF_PARTS", "DAG_TABLE_OF_OTHERS" })
            Environment.SetEnvironmentVariable(name, variable?.StartsWith(name, StringComparison.Ordinal) == true ? variable[(name.Length + 1)..] : "1");
        var path = Path.Combine(folder.Folder, "main.dag");
        System.IO.File.WriteAllText(path, program);
        var places = new EngineFolders(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar), StateFolder: null) { CodeFolder = SharedCode.Folder };
        using var engine = new DagEngine(places, new DiskSourceReader(places.StandardFolder), TimeProvider.System);
        var read = engine.Read(path);
        ProgramFolder.Lines(read.Diagnostics.Where(each => each.IsError).ToList()).ShouldBeEmpty();
        using var whole = read.Program.ShouldNotBeNull();
        var last = whole.Env.Tasks.Keys.Last().Text;
        (await engine.RunAsync(whole, new([last], [], Workers: 1, KeepGoing: false), null, CancellationToken.None)).End.ShouldBe(RunStatus.Succeeded);
        return WhyReport.Of(engine.HistoryOf(path), path, last).ShouldNotBeNull();
    }

    // The first table of the page, without the ticks.
    private static IEnumerable<string[]> Rows()
        => Repository.Text("docs/cache.md").Split('\n').SkipWhile(line => !line.StartsWith("| part |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Replace("`", "").Trim()).ToArray());

    private static List<string> Of(string cell) => Semicolon().Split(cell).Where(phrase => phrase.Length > 0).ToList();

    [GeneratedRegex("; ")]
    private static partial Regex Semicolon();
}
