namespace Dag.Interpreter.Tests.Bodies;

public sealed class CodeTests
{
    [Fact]
    public void Members_need_neither_static_nor_an_access()
    {
        using var folder = ProgramFolder.Of("""
            code {
                const int Two = 2;
                readonly int three = 3;
                int Four => Two + 2;
                [Obsolete] int Five() => three + Two;
                private int Hidden(int n) => n;
                public record Point(int X, int Y);
                enum Colour { Red, Green }
                delegate int Change(int n);
                async Task<int> Later(int n) { await Task.Yield(); return n; }
            }
            type Where of Point
            task a {
                product Where
                run {
                    Change change = n => n + Two;
                    return new Point(change(Four) + Five() + Hidden(1), await Later((int)Colour.Green));
                }
            }
            """);
        using var bench = folder.Bench();

        bench.Run("a").ShouldNotBeNull().ToString().ShouldBe("Point { X = 12, Y = 1 }");
        bench.Program.RepresentationOf(bench.Type("Where")).ToString().ShouldBe("main_dag.Code+Point");
    }

    [Fact]
    public void Extension_methods_may_be_called_both_ways()
    {
        using var folder = ProgramFolder.Of("""
            code {
                static int Twice(this int n) => n * 2;
                extension(string text) { public int Words => text.Split(' ').Length; }
            }
            task a { product Integer; run => 4.Twice() + Twice(1) + "a b c".Words }
            """);
        using var bench = folder.Bench();

        bench.Run("a").ShouldBe(13);
    }

    [Fact]
    public void Code_is_seen_by_all_that_import_it_directly_or_through_others()
    {
        using var folder = new ProgramFolder(
            ("lib/deep.dag", "using System.Text.Json\ncode { int Deep(this int n) => n + 1; record Row(int Id); }\ntype Rows of Row[]\ntype Json of JsonElement\n"),
            ("lib/middle.dag", "import \"deep.dag\"\ncode { int Middle(int n) => n.Deep() * 10; }\n"),
            ("main.dag", """
                import "lib/middle.dag"
                import "lib/deep.dag"
                task rows { product Rows; run => [new Row(1), new Row(2)] }
                task json { product Json; run => System.Text.Json.JsonDocument.Parse("[1]").RootElement }
                task sum { needs rows; needs json; product Integer; run => Middle(rows.Sum(row => row.Id)) + json[0].GetInt32() }
                """));
        using var bench = folder.Bench();

        bench.Run("sum", bench.Run("rows"), bench.Run("json")).ShouldBe(41);
    }

    [Fact]
    public void Code_is_not_seen_by_files_that_do_not_import_it()
    {
        using var folder = new ProgramFolder(
            ("a.dag", "code { int Secret() => 1; }\n"),
            ("b.dag", "task b { product Integer; run => Secret() }\n"),
            ("main.dag", "import \"a.dag\"\nimport \"b.dag\"\ntask c { product Integer; run => Secret() }\n"));

        folder.Mistakes().ShouldBe(["b.dag 1:34-1:40 DAG3001 C#: The name 'Secret' does not exist in the current context (CS0103)"]);
    }

    [Fact]
    public void Two_files_of_one_name_have_two_codes()
    {
        using var folder = new ProgramFolder(
            ("a/util.dag", "code { int One() => 1; }\n"),
            ("b/util.dag", "code { int Two() => 2; }\n"),
            ("main.dag", "import \"a/util.dag\"\nimport \"b/util.dag\"\ntask c { product Integer; run => One() + Two() }\n"));
        using var bench = folder.Bench();

        bench.Run("c").ShouldBe(3);
    }

    [Fact]
    public void A_program_may_call_its_own_type_by_a_usual_name()
    {
        using var folder = ProgramFolder.Of("""
            code { public record Uri(string Text); }
            type Address of Uri
            type Addresses list of Address
            task a { product Addresses; run => [new Uri("x")] }
            """);
        using var bench = folder.Bench();

        bench.Program.RepresentationOf(bench.Type("Address")).FullName.ShouldBe("main_dag.Code+Uri");
        bench.Run("a").ShouldBeAssignableTo(bench.Program.RepresentationOf(bench.Type("Addresses")));
    }

    [Fact]
    public void A_referenced_assembly_is_found_beside_the_file_or_beside_the_program()
    {
        using var folder = ProgramFolder.Of("""
            reference "lib/Shouldly.dll"
            reference "FsCheck.dll"
            task a { product Text; run => typeof(Shouldly.Should).Name + typeof(FsCheck.Config).Name }
            """);
        Directory.CreateDirectory(Path.Combine(folder.Folder, "lib"));
        File.Copy(typeof(Should).Assembly.Location, Path.Combine(folder.Folder, "lib", "Shouldly.dll"));
        using var bench = folder.Bench();

        bench.Run("a").ShouldBe("ShouldConfig");
    }
}
