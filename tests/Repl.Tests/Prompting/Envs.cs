using System.Text;
using Dag.Interpreter.Host.Reading;
using Dag.Language.Loading;
using Dag.Language.Text;

namespace Dag.Repl.Tests.Prompting;

/// <summary>Envs that tests of the prompt ask about.</summary>
internal static class Envs
{
    public const string Source = """
        type Kernel : Text in ["linear", "rbf"]
        type Token : Secret

        /// Reads the measurements.
        task measurements {
          option source: File = file "iris.csv"
          option header: Boolean = true
          product Number
          run => 1.0
        }

        task pca {
          needs measurements
          option components: Natural = 2
          option kernel: Kernel = "rbf"
          product Number
          run => measurements
        }

        task upload {
          needs pca
          option password: Secret
          run => System.Threading.Tasks.Task.CompletedTask
        }

        task key { product Token; run => "k" }
        """;

    public static ModuleSet Load(string source)
        => Loader.LoadText(new DiskSourceReader(Path.Combine(AppContext.BaseDirectory, "stdlib")), new SourceText("<test>", source));

    /// <summary>A chain of many tasks.</summary>
    public static string Chain(int count)
    {
        var text = new StringBuilder("task step_0 { option n: Natural = 1; product Natural; run => 1 }\n");
        for (var i = 1; i < count; i++)
            text.Append($"task step_{i} {{ needs step_{i - 1} as before; product Natural; run => before }}\n");
        return text.ToString();
    }
}
