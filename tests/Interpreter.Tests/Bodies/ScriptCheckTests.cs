using Dag.Interpreter.Tests.Sessions;

namespace Dag.Interpreter.Tests.Bodies;

/// <summary>What a check says of scripts before they run.</summary>
public sealed class ScriptCheckTests
{
    [Theory]
    [InlineData("run sh \"cat in.csv\"", "DAG3040 `in.csv`")]
    [InlineData("run sh \"cat ./lib/in.csv > out.csv; cat out.csv\"", "DAG3040 `./lib/in.csv`")]
    [InlineData("run python \"\"\"\n  open('in.csv')\n  open(\"lib/in.csv\")\n\"\"\"", "DAG3040 `in.csv` DAG3040 `lib/in.csv`")]
    [InlineData("run sh \"ls lib/\"", "DAG3040 `lib/`")]
    [InlineData("run sh \"ls .; ls ..; cat /etc/in.csv $dir/in.csv other.csv; echo https://in.csv *.csv\"", "")]
    [InlineData("run sh \"\"\"\n  # in.csv is made here\n  echo a > in.csv\n\"\"\"", "")]
    [InlineData("run sh \"echo a > 'in.csv'\"", "")]
    public void A_path_that_leads_to_a_file_beside_the_program_is_said_to_start_elsewhere(string run, string said)
        => Check($"task a {{ product Text; {run} }}").ShouldBe(said);

    [Theory]
    [InlineData("needs t in csv; product Text", "")]
    [InlineData("needs t in parquet; product Rows in arrow", "")]
    [InlineData("needs n in csv; product Text", "DAG3041 `n`")]
    [InlineData("product Text in csv", "DAG3041 `a`")]
    public void A_format_is_for_tables(string clauses, string said)
        => Check($"type Rows of double[][]\ntask t {{ product Rows; run => [[1]] }}\ntask n {{ product Natural; run => 1 }}\ntask a {{ {clauses}; run sh \"echo\" }}").ShouldBe(said);

    [Theory]
    [InlineData("lib/*.csv", "")]
    [InlineData("in.csv", "")]
    [InlineData("lib/*.py", "DAG3042 `\"lib/*.py\"`")]
    [InlineData("none/x.py", "DAG3042 `\"none/x.py\"`")]
    public void A_pattern_of_modules_matches_something(string pattern, string said)
        => Check($"language python modules \"{pattern}\"\ntask a {{ product Text; run python \"print()\" }}").ShouldBe(said);

    private static string Check(string text) => Bench.Check(text, ("in.csv", "1"), ("lib/in.csv", "2"));
}
