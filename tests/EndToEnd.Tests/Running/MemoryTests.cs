namespace Dag.EndToEnd.Tests.Running;

/// <summary><c>DAG_MEMORY</c>, which stands for <c>--memory</c> where that is not given.</summary>
public class MemoryTests
{
    private const string Program = """
        task a { cache memory; product Text; run => new string('a', 4000) }
        task n { needs a; cache memory; product Natural; run => a.Length }
        """;

    [Theory]
    [InlineData("1KB", new string[0], "not cached: cache memory; size 8.1 KB, memory limit 1 KB")]
    [InlineData("1KB", new[] { "--memory", "1MB" }, "cached in memory only: cache memory")]
    [InlineData("", new string[0], "cached in memory only: cache memory")]
    public void It_bounds_what_products_take_where_no_flag_does(string memory, string[] flags, string kept)
    {
        using var dag = new DagProcess().With("main.dag", Program);
        var variables = new Dictionary<string, string> { ["DAG_MEMORY"] = memory };
        dag.RunWith(variables, ["run", "main.dag", .. flags]).Whole.ShouldBe("exit 0\nout: 4000");
        dag.RunWith(variables, "why", "main.dag", "a").Output.TrimEnd('\n').Split('\n')[^1].Trim().ShouldBe(kept);
    }

    [Fact]
    public void What_is_no_size_is_said_of_the_variable()
    {
        using var dag = new DagProcess().With("main.dag", Program);
        dag.RunWith(new() { ["DAG_MEMORY"] = "much" }, "run", "main.dag").Whole.ShouldBe("""
            exit 2
            error DAG7036: invalid value for DAG_MEMORY: expected a size such as 512MB, found 'much'
              help: write sizes with KB, MB or GB: 512MB, 8GB; 0KB keeps no product in memory
            """);
    }
}
