using Dag.Interpreter.Run.Executors;
using Dag.Language.Text;

namespace Dag.Interpreter.Tests.Trials;

/// <summary>Places in a script as places in the .dag file that it stands in.</summary>
public sealed class ScriptTraceTests
{
    private const string Script = "/state/runs/1/a/script";

    [Theory]
    [InlineData("run python \"\"\"\n  import x\n  f()\n\"\"\"", "  File \"/state/runs/1/a/script\", line 2, in <module>", "  File \"a.dag\", line 3, in <module>")]
    [InlineData("run python \"\"\"f()\"\"\"", "  File \"/state/runs/1/a/script\", line 1", "  File \"a.dag\", line 1")]
    [InlineData("\n\nrun python \"import x\\nf()\"", "  File \"/state/runs/1/a/script\", line 2, in f", "  File \"a.dag\", line 3, in f")]
    [InlineData("run ruby \"\"\"\n  f\n\"\"\"", "/state/runs/1/a/script.rb:1:in 'f': undefined (NameError)", "a.dag:2:in 'f': undefined (NameError)")]
    [InlineData("run python \"f()\"", "  File \"/lib/json.py\", line 2", "  File \"/lib/json.py\", line 2")]
    [InlineData("run python \"f()\"", "cannot open /state/runs/1/a/script", "cannot open /state/runs/1/a/script")]
    [InlineData("run python \"f()\"", "/state/runs/1/a/script:x", "/state/runs/1/a/script:x")]
    public void A_line_of_a_trace_names_the_line_of_the_file(string source, string line, string told)
    {
        var start = source.IndexOf('"');
        new ScriptTrace(Script, new(new SourceText("a.dag", source), new(start, source.Length - start))).Told(line).ShouldBe(told);
    }
}
