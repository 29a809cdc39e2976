namespace Dag.Interpreter.Tests.Invoking;

/// <summary>What is known to be wrong once a file has been read.</summary>
public sealed class DefaultsCheckTests
{
    private const string Program = """
        type Rank : Natural where value is >= 1 and <= 16 else "a rank is 1..16, not {value}"
        type Ranks list of Rank
        type Kernel : Text in ["linear", 3]
        type Csv : File where value.ReadText().Length > 0
        task a {
            option rank: Rank = 17
            option ranks: Ranks = [1, 0]
            option kernel: Kernel = "linear"
            option size: Natural = "big"
            option table: Csv = file "made_later.csv"
            product Text
            run => ""
        }
        set a.rank = 0
        """;

    [Fact]
    public void Every_default_and_set_is_held_against_its_type_at_its_place()
    {
        using var desk = new Desk(Program);
        desk.Check().ShouldBe("""
            DAG4011 p.dag:3:23 `["linear", 3]` invalid value for type 'Kernel': expected Text, found a whole number
              help: put it in quotes: "3"
            DAG4003 p.dag:6:25 `17` invalid value for option 'a.rank' (default, p.dag:6): a rank is 1..16, not 17
              the predicate of 'Rank', p.dag:1:27 `value is >= 1 and <= 16`
            DAG4003 p.dag:7:27 `[1, 0]` invalid value for option 'a.ranks' (default, p.dag:7): element 1: a rank is 1..16, not 0
              the predicate of 'Rank', p.dag:1:27 `value is >= 1 and <= 16`
            DAG4002 p.dag:9:28 `"big"` invalid value for option 'a.size' (default, p.dag:9): expected Integer, found a text
            DAG4003 p.dag:14:14 `0` invalid value for option 'a.rank' (set, p.dag:14): a rank is 1..16, not 0
              the predicate of 'Rank', p.dag:1:27 `value is >= 1 and <= 16`
            """);
    }

    [Fact]
    public void Without_predicates_only_what_does_not_fit_is_said()
    {
        using var desk = new Desk(Program);
        desk.Check(withPredicates: false).ShouldBe("""
            DAG4011 p.dag:3:23 `["linear", 3]` invalid value for type 'Kernel': expected Text, found a whole number
              help: put it in quotes: "3"
            DAG4002 p.dag:9:28 `"big"` invalid value for option 'a.size' (default, p.dag:9): expected Integer, found a text
            """);
    }
}
