using Dag.Interpreter.Host.Sessions;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>Whatever is typed is answered, and nothing that is typed ends a session. How many lines are typed is 10,000, or what DAG_FUZZ says.</summary>
public class TypedLinesTests
{
    private const string Program = """
        /// Numbers.
        task load { option n: Natural = 1; option from: Text; product Number; run sh "echo $n" }
        task scaled { needs load; product Number; run sh "echo $load" }
        task shown { needs scaled, load; product Text; run sh "echo $scaled" }
        task tidy { needs shown; run sh "true" }

        """;

    private static readonly string[] Words =
    [
        "set", "unset", "override", "task", "substitute", "with", "restore", "pin", "unpin", "disable", "enable", "remove", "rename", "to", "in", "show", "plan", "why", "graph", "as", "dot",
        "undo", "redo", "diff", "reload", "jobs", "cancel", "watch", "logs", "runs", "help", "type", "types", "env", "test", "expect", "error", "from", "import", "using", "code", "language",
        "load", "scaled", "shown", "tidy", "nothing", "load.n", "load.from", "all", "deps", "rdeps", "roots", "leaves", "where", "cached", "failed", "product", "option", "doc", "and", "or", "not",
        "Number", "Text", "Natural", "Number[]", "=", "=>", "{", "}", "(", ")", "[", "]", "..", ".", "*", "+", "-", "&", ",", ";", ":", "|", "?", "!", "1", "-3", "0x1F", "2.5e3", "10m", "4KB", "99999999999999999999",
        "\"a\"", "\"", "\"\"\"", "'", "//", "/*", "*/", "///", "#!", "file", "folder", "true", "none", "needs", "run", "sh", "retry", "version", "cache", "\0", "\u0007", "\u001b[31m", "\uFEFF", "\u2028", "\uD83D", "é", "\\", "`", "$", "@",
        "\t", "\n", "\r\n", "\n", "\n",
    ];

    private static readonly string[] Snippets =
    [
        "load.Sum()", "var x = 1;", "new[] { 1, 2 }.Select(v => v + 1)", "Console.WriteLine(\"}\")", "x switch { 1 => \"a\", _ => throw new() }", "$\"{(a ? \"b\" : \"c\")}\"", "await Task.Delay(1)", "??", "if (a) { b(); } else c();",
        "set load.n = 5", "pin scaled = 2", "substitute load with scaled", "rename load to l2", "remove tidy", "disable shown..", "enable all", "task more { needs load; product Text; run sh \"echo\" }", "override task load { run sh \"echo 2\" }",
        "test \"t\" { pin load = 1; expect scaled }", "show ..shown", "type Big : Number", "undo 3", "redo", "diff", "graph all as mermaid", "plan tidy", "save \"\"", "load \"\"", "load \"\\0\"", "import \"nowhere.dag\"", "import std.text", "reference \"x.dll\"",
    ];

    [Fact]
    public async Task Whatever_is_typed_is_answered()
    {
        var left = int.TryParse(Environment.GetEnvironmentVariable("DAG_FUZZ"), out var wanted) ? wanted : 10_000;
        var random = new Random(int.TryParse(Environment.GetEnvironmentVariable("DAG_SEED"), out var seed) ? seed : 3);
        while (left > 0)
        {
            using var bench = new Bench(Program);
            for (var line = 0; line < 250 && left > 0; line++, left--)
                await Type(bench, Line(random));
        }
    }

    private static async Task Type(Bench bench, string line)
    {
        try
        {
            var replies = await bench.AskAsync(line);
            foreach (var reply in replies)
                Bench.Text(reply);
            if (replies.Any(reply => reply is Reply.Changed))
                NaiveCheck.WhatIsWrong(bench.Session.Env).ShouldBeEmpty();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"typed: {line}\nin:\n{bench.Env}", broken);
        }
    }

    private static string Line(Random random)
    {
        var parts = new List<string>();
        for (var count = random.Next(1, 9); count > 0; count--)
        {
            parts.Add(random.Next(12) switch
            {
                0 => Snippets[random.Next(Snippets.Length)],
                1 => ((char)random.Next(0x300)).ToString(),
                _ => Words[random.Next(Words.Length)],
            });
        }

        // Nothing is run, and no folder but the bench's is written to.
        var line = string.Join(random.Next(5) == 0 ? "" : " ", parts);
        if (random.Next(5) == 0)
            line = Snippets[random.Next(Snippets.Length)];
        else if (random.Next(3) == 0)
            line = Cut(Snippets[random.Next(Snippets.Length)], random) + line;
        return line.Contains("run ") && !line.Contains("run sh") || line.Contains("save") && line != "save \"\"" ? "diff" : line;
    }

    private static string Cut(string text, Random random) => text[..random.Next(text.Length + 1)] + (random.Next(2) == 0 ? " " : "");
}
