using System.Text;
using Dag.Language.Declarations;
using Dag.Language.Loading;
using Dag.Language.Tests.Checking;

namespace Dag.Language.Tests.Querying;

/// <summary>A program of tasks that need one another at random, and who needs whom as plain sets.</summary>
internal sealed class RandomGraph
{
    public RandomGraph(Random random)
    {
        var text = new StringBuilder("type Small : Number\n");
        for (var i = 0; i < random.Next(1, 9); i++)
        {
            var name = Name(i);
            Deps[name] = Deps.Keys.Where(_ => random.Next(3) == 0).ToHashSet();
            text.Append(random.Next(3) == 0 ? "/// Reads.\n" : "").Append("task ").Append(name).Append(" { ");
            foreach (var dep in Deps[name])
                text.Append("needs ").Append(dep).Append("; ");
            text.Append(random.Next(3) == 0 ? "option n: Natural = 1; " : "").Append(Product(random)).Append("run => 1 }\n");
        }

        var reader = new MemoryReader((Verdicts.Main, text.ToString()));
        var program = Loader.Load(reader, Verdicts.Main);
        program.Diagnostics.Select(diagnostic => diagnostic.Message).ShouldBeEmpty(text.ToString());
        Program = program;
    }

    public ModuleSet Program { get; }

    public TaskGraph Graph => Program.Graph;

    /// <summary>What each task needs, by name.</summary>
    public Dictionary<string, HashSet<string>> Deps { get; } = [];

    public static string Name(int number) => number % 2 == 0 ? $"a{number}" : $"b_{number}";

    private static string Product(Random random) => random.Next(4) switch { 0 => "", 1 => "product Small; ", _ => "product Number; " };
}
