using System.Text;
using Dag.Bench.Measuring;

namespace Dag.Bench.Cases;

/// <summary>The most memory of a chain of large products that are let go as soon as the next one is made, against that of one of them.</summary>
internal static class LetGoCase
{
    private const int Links = 100;

    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var size = smoke ? 1_000_000 : 100_000_000;
        var folder = programs.Fresh("let-go");
        File.WriteAllText(Path.Combine(folder, "chain.dag"), Dag(size));
        double Peak(string target) => Programs.Peak(programs.Dag, folder, "run", "chain.dag", target, "-j", "2");
        var peaks = SideBySide.Medians(smoke ? 1 : Math.Min(runs, 3), () => Peak("all"), () => Peak("one"));
        yield return new($"most memory: {Links} products of {size / 1_000_000} MB in turn, 'cache never'", peaks.Ours / 1e6, peaks.Theirs / 1e6, "MB", "one such product", 2, false, "each is made while the one before it is still there");
    }

    private static string Dag(int size)
    {
        var text = new StringBuilder();
        text.Append("code {\n    public static class Link\n    {\n        public static byte[] After(byte[] before, int size)\n        {\n");
        text.Append("            var next = new byte[size];\n            Array.Fill(next, (byte)(before[0] + 1));\n            return next;\n        }\n    }\n}\n");
        text.Append($"task p0 {{ option size: Integer = {size}; product Bytes; cache never; run => Link.After([0], (int)size) }}\n");
        for (var link = 1; link < Links; link++)
            text.Append($"task p{link} {{ needs p{link - 1} as before; product Bytes; cache never; run => Link.After(before, before.Length) }}\n");
        return text.Append($"task one {{ needs p0 }}\ntask all {{ needs p{Links - 1} }}\n").ToString();
    }
}
