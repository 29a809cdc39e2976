using System.Text;
using Dag.Bench.Measuring;

namespace Dag.Bench.Cases;

/// <summary>Many small shell tasks, layered with fan-in 2, two at a time, against ninja on the same graph. Each leaves one file made of its inputs. Then all of it again.</summary>
internal static class ProcessesCase
{
    private const int Width = 100;

    public static IEnumerable<Figure> Run(int runs, bool smoke, Programs programs)
    {
        var count = smoke ? 200 : 10_000;
        var (ours, theirs) = (programs.Fresh("processes-dag"), programs.Fresh("processes-ninja"));
        File.WriteAllText(Path.Combine(ours, "many.dag"), Dag(count));
        File.WriteAllText(Path.Combine(theirs, "build.ninja"), Ninja(count));
        var round = 0;
        var seconds = SideBySide.Medians(
            smoke ? 1 : Math.Min(runs, 3),
            () => Programs.Seconds(programs.Dag, ours, "run", "many.dag", "all", "-j", "2", "--cache", Path.Combine(ours, $"state{round}")),
            () => Programs.Seconds("ninja", theirs, "-j", "2", "--quiet", $"all{round++}"));
        yield return new($"{count:N0} sh tasks, each product stored", seconds.Ours, seconds.Theirs, "s", "ninja -j2, same graph", 1.15, false, "the kernel's fork, exec and files; medians of 3");

        var again = SideBySide.Medians(
            runs,
            () => Programs.Seconds(programs.Dag, ours, "run", "many.dag", "all", "-j", "2", "--cache", Path.Combine(ours, $"state{round - 1}")),
            () => Programs.Seconds("ninja", theirs, "-j", "2", "--quiet", $"all{round - 1}"));
        yield return new($"{count:N0} sh tasks again", 1000 * again.Ours, 1000 * again.Theirs, "ms", "ninja -j2, same graph", 2.5, false, "the start, and reading and checking the file");
    }

    private static IEnumerable<int> Inputs(int node) => node < Width ? [] : [node - Width, node % Width == 0 ? node - 1 : node - Width - 1];

    private static string Dag(int count)
    {
        var text = new StringBuilder();
        for (var node = 0; node < count; node++)
        {
            var inputs = Inputs(node).ToList();
            text.Append($"task t{node} {{\n");
            if (inputs.Count > 0)
                text.Append($"    needs {string.Join(", ", inputs.Select((input, i) => $"t{input} as i{i}"))}\n");
            text.Append($"    option n: Integer = {node}\n    product File\n");
            text.Append(inputs.Count == 0 ? "    run sh \"echo $n > $OUT\"\n}\n" : "    run sh \"head -q -c 64 $i0 $i1 > $OUT\"\n}\n");
        }

        return text.Append($"task all {{ needs {string.Join(", ", Enumerable.Range(Math.Max(0, count - Width), Math.Min(Width, count)).Select(node => $"t{node}"))} }}\n").ToString();
    }

    // One target a round, each with files of its own, so that every round is a first one.
    private static string Ninja(int count)
    {
        var text = new StringBuilder("rule first\n  command = echo $out > $out\nrule next\n  command = head -q -c 64 $in > $out\n");
        for (var round = 0; round < 4; round++)
        {
            for (var node = 0; node < count; node++)
            {
                var inputs = Inputs(node).Select(input => $"r{round}/f{input}").ToList();
                text.Append($"build r{round}/f{node}: {(inputs.Count == 0 ? "first" : "next " + string.Join(' ', inputs))}\n");
            }

            text.Append($"build all{round}: phony {string.Join(' ', Enumerable.Range(Math.Max(0, count - Width), Math.Min(Width, count)).Select(node => $"r{round}/f{node}"))}\n");
        }

        return text.ToString();
    }
}
