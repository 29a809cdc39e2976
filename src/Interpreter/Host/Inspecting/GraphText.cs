using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>A part of a graph in a form that other programs read: Graphviz, Mermaid or JSON. Edges go from a dep to who needs it.</summary>
public static class GraphText
{
    public static IReadOnlyList<string> Forms { get; } = ["dot", "mermaid", "json"];

    /// <exception cref="ArgumentException">The form is none of <see cref="Forms"/>.</exception>
    public static string Of(string form, TaskGraph graph, EquatableList<TaskName> tasks) => form switch
    {
        "dot" => Dot(graph, tasks),
        "mermaid" => Mermaid(graph, tasks),
        "json" => Json(graph, tasks),
        _ => throw new ArgumentException($"unknown graph format '{form}'", nameof(form)),
    };

    private static string Dot(TaskGraph graph, EquatableList<TaskName> tasks)
    {
        var text = new StringBuilder("digraph dag {\n    rankdir = LR\n    node [shape = box]\n");
        foreach (var task in tasks)
        {
            var declared = graph.Env.Tasks[task];
            var style = graph.Env.Disabled.ContainsKey(task) ? ", style = dashed" : graph.Env.Pins.ContainsKey(task) ? ", style = bold" : "";
            text.Append($"    \"{task}\" [label = \"{Label(declared, "\\n")}\"{style}]\n");
        }

        foreach (var (from, to) in Edges(graph, tasks))
            text.Append($"    \"{from}\" -> \"{to}\"\n");
        return text.Append("}\n").ToString();
    }

    private static string Mermaid(TaskGraph graph, EquatableList<TaskName> tasks)
    {
        var numbers = new Dictionary<TaskName, int>();
        var text = new StringBuilder("flowchart LR\n");
        foreach (var task in tasks)
        {
            numbers.Add(task, numbers.Count);
            text.Append($"    t{numbers[task]}[\"{Label(graph.Env.Tasks[task], "<br/>")}\"]\n");
        }

        foreach (var (from, to) in Edges(graph, tasks))
            text.Append($"    t{numbers[from]} --> t{numbers[to]}\n");
        return text.ToString();
    }

    private static string Json(TaskGraph graph, EquatableList<TaskName> tasks)
    {
        var nodes = tasks.Select(task => new
        {
            task = task.Text,
            product = graph.Env.Tasks[task].Product?.Name.Text,
            product_name = graph.Env.Tasks[task].ProductName?.Text,
            publish = graph.Env.Tasks[task].Publish?.Path,
            doc = graph.Env.Tasks[task].Doc,
            pinned = graph.Env.Pins.ContainsKey(task),
            disabled = graph.Env.Disabled.ContainsKey(task),
            overridden = graph.Env.Tasks[task].Original is not null,
        });
        var edges = Edges(graph, tasks).Select(edge => new { from = edge.From.Text, to = edge.To.Text });
        return JsonSerializer.Serialize(new { tasks = nodes, edges }, ProductJson.Compact) + "\n";
    }

    private static string Label(TaskDeclaration task, string lineEnd) => task.Product is { } product ? $"{task.Name}{lineEnd}{product}" : task.Name.Text;

    private static IEnumerable<(TaskName From, TaskName To)> Edges(TaskGraph graph, EquatableList<TaskName> tasks)
    {
        var shown = tasks.ToHashSet();
        return tasks.SelectMany(task => graph.DepsOf(task).Where(shown.Contains).Distinct().Select(dep => (dep, task)));
    }
}
