using System.Text;
using Dag.Bench.Measuring;
using Dag.Interpreter.Host.Reading;
using Dag.Language.Loading;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Bench.Cases;

/// <summary>Reading and checking a generated file of many tasks, against Roslyn's parser on C# of as many lines.</summary>
internal static class ReadingCase
{
    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var tasks = smoke ? 2_000 : 100_000;
        var text = Dag(tasks);
        var file = programs.Written("reading", text);
        var lines = text.Count(c => c == '\n');
        var code = CSharp(lines);
        var reader = Programs.Reader;
        var seconds = SideBySide.Seconds(runs, () => Check(reader, file), () => CSharpSyntaxTree.ParseText(code).GetRoot());
        var memory = Memory(reader, file);
        yield return new($"{tasks:N0} tasks read and checked", lines / seconds.Ours / 1e6, lines / seconds.Theirs / 1e6, "million lines a second", "Roslyn's parser, same number of lines", 1, true, $"{lines:N0} lines of {text.Length / 1e6:0.0} MB; the env keeps {memory / 1e6:0} MB");
    }

    private static void Check(DiskSourceReader reader, string file)
    {
        var loaded = Loader.Load(reader, file);
        if (loaded.HasErrors)
            throw new InvalidOperationException(loaded.Diagnostics[0].Message);
    }

    private static long Memory(DiskSourceReader reader, string file)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var loaded = Loader.Load(reader, file);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(loaded);
        return after - before;
    }

    private static string Dag(int tasks)
    {
        var text = new StringBuilder("type Count of int where value >= 0\n");
        for (var task = 0; task < tasks; task++)
        {
            text.Append($"\n/// Makes number {task}.\ntask t{task} {{\n");
            if (task > 1)
                text.Append($"    needs t{task - 1} as before, t{task / 2} as half\n");
            text.Append("    option size: Count = 10\n    product Text\n    run sh \"echo $size\"\n}\n");
        }

        return text.ToString();
    }

    private static string CSharp(int lines)
    {
        var text = new StringBuilder("public static class Many\n{\n");
        for (var line = 3; line < lines; line += 8)
            text.Append($"\n    /// <summary>Makes number {line}.</summary>\n    public static string T{line}(string before, string half)\n    {{\n        var size = 10;\n        System.Console.WriteLine(before + half);\n        return $\"echo {{size}}\";\n    }}\n");
        return text.Append("}\n").ToString();
    }
}
