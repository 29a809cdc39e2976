using System.Globalization;
using System.Text;

namespace Dag.Bench.Graphs;

/// <summary>Small shell tasks in layers of a hundred, each made of two of the layer before and leaving one file: the same graph in the words of each tool.</summary>
/// <param name="Step">What each does.</param>
internal sealed record LayeredGraph(int Count, LayeredStep Step)
{
    private const int Width = 100;

    private IEnumerable<int> Nodes => Enumerable.Range(0, Count);

    private IEnumerable<int> Last => Enumerable.Range(Math.Max(0, Count - Width), Math.Min(Width, Count));

    public bool HasFiles => Step == LayeredStep.ReadItsFile;

    /// <summary>The files that are there before anything runs: one a task, a thousand a folder.</summary>
    public void WriteFiles(string folder)
    {
        foreach (var node in HasFiles ? Nodes : [])
        {
            if (node % 1000 == 0)
                Directory.CreateDirectory(Path.Combine(folder, "in", (node / 1000).ToString(CultureInfo.InvariantCulture)));
            File.WriteAllText(Path.Combine(folder, FileOf(node)), $"what task {node} reads\n");
        }
    }

    public string Dag()
    {
        var text = new StringBuilder();
        foreach (var node in Nodes)
        {
            var inputs = Inputs(node).ToList();
            text.Append($"task t{node} {{\n");
            if (inputs.Count > 0)
                text.Append($"    needs {string.Join(", ", inputs.Select((input, i) => $"t{input} as i{i}"))}\n");
            text.Append($"    option n: Integer = {node}\n");
            if (HasFiles)
                text.Append($"    option source: File = file \"{FileOf(node)}\"\n");
            text.Append($"    product File\n    run sh \"{Command(inputs.Count > 0, "$n", "$source", "$i0 $i1", "$", "$OUT")}\"\n}}\n");
        }

        return text.Append($"task all {{ needs {string.Join(", ", Last.Select(node => $"t{node}"))} }}\n").ToString();
    }

    public string Ninja()
    {
        var text = new StringBuilder();
        text.Append($"rule first\n  command = {Command(false, "$out", "$in", "$in", "$$", "$out")}\nrule next\n  command = {Command(true, "$out", "$in", "$in", "$$", "$out")}\n");
        foreach (var node in Nodes)
        {
            // What stands behind the bar is needed and not named in the command.
            var inputs = string.Join(' ', Inputs(node).Select(Out));
            text.Append($"build {Out(node)}: {(inputs.Length == 0 ? "first" : "next")} {(HasFiles ? $"{FileOf(node)} | " : "")}{inputs}\n");
        }

        return text.Append($"build all: phony {string.Join(' ', Last.Select(Out))}\n").ToString();
    }

    public string Make()
    {
        var text = new StringBuilder();
        text.Append($"FIRST = @{Command(false, "$@", "$<", "$^", "$$", "$@")}\nNEXT = @{Command(true, "$@", "$<", "$^", "$$", "$@")}\n");
        text.Append($"all: {string.Join(' ', Last.Select(Out))}\n");
        foreach (var node in Nodes)
        {
            var inputs = string.Join(' ', Inputs(node).Select(Out));
            text.Append($"{Out(node)}: {(HasFiles ? FileOf(node) : "")} {inputs}\n\t$({(inputs.Length == 0 ? "FIRST" : "NEXT")})\n");
        }

        return text.ToString();
    }

    /// <summary>A program of its own, which makes the tasks as it is read.</summary>
    public string Doit() => $$"""
        def task_t():
            for n in range({{Count}}):
                ins = [] if n < {{Width}} else ['out/%d' % (n - {{Width}}), 'out/%d' % (n - 1 if n % {{Width}} == 0 else n - {{Width}} - 1)]
                files = {{(HasFiles ? "['in/%d/%d' % (n // 1000, n)]" : "[]")}}
                out = 'out/%d' % n
                command = '{{Command(false, "%(out)s", "%(own)s", "%(ins)s", "$", "%(out)s")}}' if n < {{Width}} else '{{Command(true, "%(out)s", "%(own)s", "%(ins)s", "$", "%(out)s")}}'
                yield {'name': str(n), 'actions': [command % {'out': out, 'ins': ' '.join(ins), 'own': ''.join(files)}], 'file_dep': files + ins, 'targets': [out]}

        """;

    private static IEnumerable<int> Inputs(int node) => node < Width ? [] : [node - Width, node % Width == 0 ? node - 1 : node - Width - 1];

    private static string Out(int node) => $"out/{node}";

    private static string FileOf(int node) => $"in/{node / 1000}/{node}";

    // What the shell does by itself costs no second process.
    private string Command(bool hasInputs, string name, string own, string inputs, string dollar, string to) => Step switch
    {
        LayeredStep.ReadItsFile => $"read line < {own}; echo {name} {dollar}line > {to}",
        LayeredStep.CopyInputs when hasInputs => $"head -q -c 64 {inputs} > {to}",
        LayeredStep.CopyInputsByShell when hasInputs => $"{{ head -q -c 64 {inputs}; }} > {to}",
        _ => $"echo {name} > {to}",
    };
}
