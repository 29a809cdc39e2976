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
    public void The_name_of_a_product_is_held_against_its_type()
    {
        using var desk = new Desk("""
            type Csv : File where value.Name.EndsWith(".csv") else "'{value.Name}' does not end in .csv"
            type Full : Csv where value.Length > 0
            type There : File where File.Exists(value.Path)
            type Site : Folder where value.Name == "site"
            task a { product Full "clean.txt"; run sh "true" }
            task b { product Full "clean.csv"; run sh "true" }
            task c { product There "x"; run sh "true" }
            task d { product Site "web"; run sh "true" }
            task e { product Natural "n.txt"; run sh "true" }
            """);
        desk.Check().ShouldBe("""
            DAG4028 p.dag:5:23 `"clean.txt"` the name 'clean.txt' does not fit 'Csv': 'clean.txt' does not end in .csv
              the predicate of 'Csv', p.dag:1:23 `value.Name.EndsWith(".csv")`
              help: name it "a.csv", or change the type of the product
            DAG4028 p.dag:8:23 `"web"` the name 'web' does not fit 'Site': 'web' is not a 'Site'
              `value.Name == "site"` is false, p.dag:4:26 `value.Name == "site"`
              help: name it "site", or change the type of the product
            DAG4027 p.dag:9:26 `"n.txt"` a product of type 'Natural' cannot have a name: it is neither a file nor a folder
              help: remove the name, or make the product a File or a Folder
            """);
    }

    [Fact]
    public void A_pattern_of_what_does_not_count_is_a_path_in_the_folder()
    {
        using var desk = new Desk("""
            task a {
                option b: Folder = folder "." except "bin", ""
                option c: Folder = folder "." except "/a"
                option d: Folder = folder "." except "../b"
                option e: Folder = folder "." except "c\\d"
                product Text
                run => ""
            }
            """);
        desk.Check().Split('\n').Where(line => line.StartsWith("DAG")).ShouldBe(
        [
            """DAG4002 p.dag:2:24 `folder "." except "bin", ""` invalid value for option 'a.b' (default, p.dag:2): the pattern "" after 'except' is empty""",
            """DAG4002 p.dag:3:24 `folder "." except "/a"` invalid value for option 'a.c' (default, p.dag:3): the pattern "/a" after 'except' begins with '/'""",
            """DAG4002 p.dag:4:24 `folder "." except "../b"` invalid value for option 'a.d' (default, p.dag:4): the pattern "../b" after 'except' contains '..'""",
            """DAG4002 p.dag:5:24 `folder "." except "c\\d"` invalid value for option 'a.e' (default, p.dag:5): the pattern "c\\d" after 'except' contains '\'; folders are separated by '/'""",
        ]);
    }

    [Fact]
    public void A_place_to_publish_to_is_free_and_fits_the_product()
    {
        using var desk = new Desk("""
            code { record Row(string Name, int[] Parts); record Flat(string Name, double? X); }
            type Rows of Row[]
            type Flats of Flat[]
            type Matrix of double[][]
            type Key : Secret
            task a { product Text; publish "results/a.md"; run => "" }
            task b { product Text; publish "results/./x/../a.md"; run => "" }
            task c { product Text; publish "results/a.md/c"; run => "" }
            task d { product Folder "d"; publish "results"; run sh "true" }
            task e { product Natural; publish "e.xlsx"; run => 1 }
            task f { product Rows; publish "f.csv"; run => [] }
            task g { product Matrix; publish "g.csv"; run => [] }
            task h { product Natural; publish "h.csv"; run => 1 }
            task i { product Key; publish "i.txt"; run => "" }
            task j { product Text; publish "p.dag"; run => "" }
            task k { product Flats; publish "k.csv"; run => [] }
            """);
        desk.Check().ShouldBe("""
            DAG4029 p.dag:7:32 `"results/./x/../a.md"` tasks 'a' and 'b' publish to one place: 'results/./x/../a.md'
              'a' publishes here, p.dag:6:32 `"results/a.md"`
              help: choose another path for one of them
            DAG4029 p.dag:8:32 `"results/a.md/c"` tasks 'a' and 'c' publish to places of which one is inside the other: 'results/a.md' and 'results/a.md/c'
              'a' publishes here, p.dag:6:32 `"results/a.md"`
              help: choose another path for one of them
            DAG4029 p.dag:9:38 `"results"` tasks 'a' and 'd' publish to places of which one is inside the other: 'results/a.md' and 'results'
              'a' publishes here, p.dag:6:32 `"results/a.md"`
              help: choose another path for one of them
            DAG4037 p.dag:10:35 `"e.xlsx"` a 'Natural' cannot be published as 'e.xlsx': expected the extension .json, .csv or .txt
              help: a value is written as JSON, CSV or text by the extension; a Text, Bytes, File or Folder can be published under any name
            DAG4038 p.dag:11:32 `"f.csv"` a 'Rows' cannot be published as CSV: it is not a list of flat records
              help: publish it as JSON, or make the product a list of records of which each field is a single value
            DAG4038 p.dag:13:35 `"h.csv"` a 'Natural' cannot be published as CSV: it is not a list of flat records
              help: publish it as JSON, or make the product a list of records of which each field is a single value
            DAG4035 p.dag:14:31 `"i.txt"` a secret cannot be published: the product is a 'Key'
              help: remove 'publish', or write what may be seen to a product of another type
            DAG4036 p.dag:15:32 `"p.dag"` cannot publish to 'p.dag': it is a file of this program
              help: choose another path
            """);
    }

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
