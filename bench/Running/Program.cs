using System.Globalization;
using Dag.Bench.Cases;
using Dag.Bench.Measuring;
using Dag.Repl.Rendering;

namespace Dag.Bench.Running;

/// <summary>Measures and prints one table: <c>dotnet run -c Release --project bench [-- nodes|reading|changing|keystrokes|start|processes|null|large|letgo …] [--smoke] [--runs N]</c>.</summary>
internal static class Program
{
    private static void Main(string[] words)
    {
        var smoke = words.Contains("--smoke");
        var at = Array.IndexOf(words, "--runs");
        var runs = at >= 0 ? int.Parse(words[at + 1], CultureInfo.InvariantCulture) : smoke ? 1 : 10;
        var wanted = words.Where((word, i) => !word.StartsWith('-') && (at < 0 || i != at + 1)).ToList();
        using var programs = new Programs();
        var cases = new (string Name, Func<IEnumerable<Figure>> Run)[]
        {
            ("start", () => StartCases.Run(runs, programs)),
            ("reading", () => ReadingCase.Run(runs, smoke, programs)),
            ("changing", () => ChangingCase.Run(runs, smoke, programs)),
            ("keystrokes", () => KeystrokeCase.Run(runs, smoke, programs)),
            ("nodes", () => NodesCase.Run(runs, smoke)),
            ("processes", () => ProcessesCase.Run(runs, smoke, programs)),
            ("null", () => NullRunCase.Run(runs, smoke, programs)),
            ("large", () => LargeProductsCase.Run(runs, smoke, programs)),
            ("letgo", () => LetGoCase.Run(runs, smoke, programs)),
        };
        string[] heads = ["what", "ours", "theirs", "unit", "against", "ratio", "goal", "", "note"];
        var table = new Columns([.. heads.Select(_ => new Column())]);
        table.Add(heads);
        table.Add([.. heads.Select(_ => "---")]);
        foreach (var figure in cases.Where(each => wanted.Count == 0 || wanted.Contains(each.Name)).SelectMany(each => each.Run()))
            table.Add(Row(figure));
        Console.Write(table.Lay(margin: "| ", gap: " | "));
    }

    private static string[] Row(Figure figure)
    {
        static string Number(double number) => number.ToString(number >= 100 ? "0" : number >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
        var (goal, verdict) = figure.Goal is { } wanted ? ($"{(figure.MoreIsBetter ? ">=" : "<=")} {Number(wanted)}", figure.IsReached ? "reached" : "missed") : ("", "");
        return [figure.Name, Number(figure.Ours), Number(figure.Theirs), figure.Unit, figure.Against, Number(figure.Ratio), goal, verdict, figure.Note];
    }
}
