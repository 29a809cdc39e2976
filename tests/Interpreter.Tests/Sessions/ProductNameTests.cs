namespace Dag.Interpreter.Tests.Sessions;

/// <summary>Products that are files and folders with a name that their task declares.</summary>
public sealed class ProductNameTests
{
    private const string Program = """
        import std.files
        task written { product CsvFile "rows.csv"; run sh "echo a > $OUT; basename $OUT >> $OUT" }
        task left { product File "left.txt"; run sh "echo a > left.txt" }
        task printed { product CsvFile "printed.csv"; run sh "echo a" }
        task filled { product Folder "site"; run sh "mkdir $OUT; echo a > $OUT/index.html" }
        task in_csharp { product File "plot.png"; run { File.WriteAllText(task.File().Path, "a"); return task.File(); } }
        task folder_in_csharp { product Folder "pages"; run { File.WriteAllText(task.Folder().Path + "/a", "a"); return task.Folder(); } }
        task names {
            needs written; needs left; needs printed; needs filled; needs in_csharp; needs folder_in_csharp
            cache never
            product Text
            run => string.Join(" ", written.Name, left.Name, printed.Name, filled.Name, in_csharp.Name, folder_in_csharp.Name) + " " + written.ReadText().Replace("\n", " ")
        }
        task seen { needs written; cache never; product Text; run sh "basename $written" }
        task other { product File "o.txt"; run { File.WriteAllText(task.File("q.txt").Path, "a"); return task.File("q.txt"); } }
        task unnamed { product CsvFile; run sh "echo a" }
        task undeclared { product File; run => task.File() }
        """;

    [Fact]
    public async Task A_body_and_a_consumer_see_the_name_and_so_does_who_reuses_it()
    {
        using var bench = new Bench(Program);
        const string Names = "names = rows.csv left.txt printed.csv site plot.png pages a rows.csv \nseen = rows.csv";
        (await bench.Say("run names + seen")).ShouldBe(Names);
        (await bench.Say("run names + seen")).ShouldBe(Names);
    }

    [Fact]
    public async Task A_product_of_another_name_is_refused_with_what_to_write()
    {
        using var place = new UpToDate.Place(Program);
        (await place.FailuresAsync("other")).ShouldBe("""
            DAG5009 task 'other' returned 'q.txt'; its product has the name 'o.txt'
              help: write to task.File(), which has that name
            """);
        (await place.FailuresAsync("unnamed")).ShouldBe("""
            DAG5004 task 'unnamed' returned an invalid product: 'stdout.log' does not end in .csv
              help: name it: product CsvFile "unnamed.csv"
            """);
        (await place.FailuresAsync("undeclared")).ShouldBe("""
            DAG5001 task 'undeclared' failed: InvalidOperationException: the product has no declared name: write product File "name", or task.File("name")
            """);
    }

    [Fact]
    public async Task One_that_took_the_place_of_another_makes_the_same_unless_it_says_otherwise()
    {
        using var bench = new Bench(Program);
        await bench.Say("override task written { run sh \"echo b > $OUT\" }");
        (await bench.Say("run seen")).ShouldBe("seen = rows.csv");
        await bench.Say("override task written { product CsvFile \"more.csv\"; run sh \"echo b > $OUT\" }");
        (await bench.Say("run seen")).ShouldBe("seen = more.csv");
        (await bench.Say("override task written { product CsvFile \"more.txt\"; run sh \"echo b > $OUT\" }")).ShouldBe("""
            DAG4028 `"more.txt"` the name 'more.txt' does not fit 'CsvFile': 'more.txt' does not end in .csv
              the predicate of 'CsvFile' `value.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)`
              help: name it "written.csv", or change the type of the product
            """);
    }
}
