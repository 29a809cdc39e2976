namespace Dag.Interpreter.Tests.Bodies;

public sealed class CompilerMessageTests
{
    [Fact]
    public void A_body_that_gives_another_type_is_told_both_types()
        => Mistakes("""
            code { record PcaSummary(double[] Variances); }
            type Summary of PcaSummary
            task pca { product Summary; run => "none" }
            task block {
                product Integer
                run {
                    var half = 1.5;
                    return half;
                }
            }
            task later { product Integer; run => Task.FromResult(1) }
            """).ShouldBe(
            [
                "main.dag 3:36-3:42 DAG3002 task 'pca' has product 'Summary' (PcaSummary), but its body returns string",
                "main.dag 8:16-8:20 DAG3002 task 'block' has product 'Integer' (int), but its body returns double Hint: add a cast",
                "main.dag 11:38-11:56 DAG3002 task 'later' has product 'Integer' (int), but its body returns Task<int> Hint: await it",
            ]);

    [Fact]
    public void A_body_that_ends_without_its_product_is_told_where()
        => Mistakes("""
            task a {
                product Integer
                run { if (DateTime.Now.Year > 1) return 1; }
            }
            task b {
                product Integer
                run {
                    return;
                }
            }
            """).ShouldBe(
            [
                "main.dag 3:48-3:49 DAG3002 task 'a' has product 'Integer' (int), but its body returns nothing at its end",
                "main.dag 8:9-8:15 DAG3002 task 'b' has product 'Integer' (int), but its body returns nothing here",
            ]);

    [Fact]
    public void An_action_that_gives_a_value_is_told_to_say_so()
        => Mistakes("""
            task a { run => 1 + 2 }
            task b { run { return 3; } }
            """).ShouldBe(
            [
                "main.dag 1:17-1:22 DAG3008 task 'a' has no product, but its body returns int Hint: declare a product: product …",
                "main.dag 2:16-2:22 DAG3008 task 'b' has no product, but its body returns int Hint: declare a product: product …",
            ]);

    [Fact]
    public void A_conversion_inside_a_body_is_csharps_own_affair()
        => Mistakes("""
            task a {
                product Integer
                run {
                    Func<int, string> show = n => n;
                    int Local() { return "x"; }
                    return show(1).Length;
                }
            }
            """).ShouldBe(
            [
                "main.dag 4:39-4:40 DAG3001 C#: Cannot implicitly convert type 'int' to 'string' (CS0029)",
                "main.dag 4:39-4:40 DAG3001 C#: Cannot convert lambda expression to intended delegate type because some of the return types in the block are not implicitly convertible to the delegate return type (CS1662)",
                "main.dag 5:30-5:33 DAG3001 C#: Cannot implicitly convert type 'string' to 'int' (CS0029)",
            ]);

    [Fact]
    public void Columns_are_right_in_lines_with_tabs_and_windows_line_ends()
        => Mistakes("task a {\r\n\tproduct Integer\r\n\trun {\r\n\t\tvar n = 1;\r\n\t\treturn n +\r\n\t\t\tmissing;\r\n\t}\r\n}\r\n")
            .ShouldBe(["main.dag 6:4-6:11 DAG3001 C#: The name 'missing' does not exist in the current context (CS0103)"]);

    [Fact]
    public void Columns_are_right_beside_members_that_are_completed()
        => Mistakes("""
            code {
                int One() => one; [Obsolete] int Two() => two;
                public int Three() {
                    return three; }
            }
            """).ShouldBe(
            [
                "main.dag 2:18-2:21 DAG3001 C#: The name 'one' does not exist in the current context (CS0103) Hint: did you mean 'One'?",
                "main.dag 2:47-2:50 DAG3001 C#: The name 'two' does not exist in the current context (CS0103) Hint: did you mean 'Two'?",
                "main.dag 4:16-4:21 DAG3001 C#: The name 'three' does not exist in the current context (CS0103) Hint: did you mean 'Three'?",
            ]);

    [Fact]
    public void A_name_that_is_not_there_is_compared_with_what_is()
        => Mistakes("""
            code { int Helper() => 1; }
            task measurements { product Integer; run => 1 }
            task a { needs measurements as table; option rate: Integer = 1; product Integer; run => tabel + raet + Helpr() }
            task b { product Integer; run => measurements }
            """).ShouldBe(
            [
                "main.dag 3:89-3:94 DAG3001 C#: The name 'tabel' does not exist in the current context (CS0103) Hint: did you mean 'table'?",
                "main.dag 3:97-3:101 DAG3001 C#: The name 'raet' does not exist in the current context (CS0103) Hint: did you mean 'rate'?",
                "main.dag 3:104-3:109 DAG3001 C#: The name 'Helpr' does not exist in the current context (CS0103) Hint: did you mean 'Helper'?",
                "main.dag 4:34-4:46 DAG3001 C#: The name 'measurements' does not exist in the current context (CS0103) Hint: 'measurements' is a task: add 'needs measurements'",
            ]);

    [Fact]
    public void An_expression_that_goes_on_in_the_next_line_is_told_how()
        => Mistakes("""
            task a {
                product Integer
                run => 1 +
            }
            task b { product Integer; run => missing }
            """).ShouldBe(
            [
                "main.dag 3:15-3:15 DAG3014 incomplete C# expression Hint: complete it: an expression goes on in the next line after an operator or inside ( )",
                "main.dag 5:34-5:41 DAG3001 C#: The name 'missing' does not exist in the current context (CS0103)",
            ]);

    [Theory]
    [InlineData("return \"x\"", "3:12-3:18 DAG3015 unexpected 'return'")]
    [InlineData("if (true) \"x\"", "3:12-3:14 DAG3015 unexpected 'if'")]
    [InlineData("var x = 1", "3:16-3:17 DAG3015 unexpected 'x'")]
    [InlineData("\"x\" \"y\"", "3:16-3:19 DAG3015 unexpected '\"y\"'")]
    public void What_is_no_expression_is_said_once(string code, string said)
        => Mistakes($"task a {{\n    product Text\n    run => {code}\n}}\ntask b {{ product Integer; run => missing }}\n").ShouldBe(
            [
                $"main.dag {said} in a C# expression Hint: write statements in braces: run {{ …; return …; }}",
                "main.dag 5:34-5:41 DAG3001 C#: The name 'missing' does not exist in the current context (CS0103)",
            ]);

    [Fact]
    public void A_predicate_that_is_no_condition_is_told_what_it_is()
        => Mistakes("type A of int where value + 1\ntype B of int where valeu > 1\ntype C of string where value.Lenght > 0 else \"{valeu}\"\n").ShouldBe(
            [
                "main.dag 1:21-1:30 DAG3003 the predicate of 'A' must be true or false, found int",
                "main.dag 2:21-2:26 DAG3001 C#: The name 'valeu' does not exist in the current context (CS0103) Hint: did you mean 'value'?",
                "main.dag 3:30-3:36 DAG3001 C#: 'string' does not contain a definition for 'Lenght' and no accessible extension method 'Lenght' accepting a first argument of type 'string' could be found (are you missing a using directive or an assembly reference?) (CS1061)",
                "main.dag 3:46-3:55 DAG3001 C#: The name 'valeu' does not exist in the current context (CS0103)",
            ]);

    [Fact]
    public void An_unknown_type_of_csharp_is_said_once_where_it_stands()
        => Mistakes("""
            code { record PcaSummary(int N); }
            type Summary of PcaSumary
            type Stream of TimeSpam[]
            task a { product Summary; run => new PcaSummary(1) }
            task b { needs a; product Integer; run => a.N }
            """).ShouldBe(
            [
                "main.dag 2:17-2:26 DAG3004 unknown C# type 'PcaSumary' Hint: did you mean 'PcaSummary'?",
                "main.dag 3:16-3:24 DAG3004 unknown C# type 'TimeSpam' Hint: did you mean 'TimeSpan'?",
            ]);

    [Fact]
    public void A_using_that_opens_nothing_is_said_once()
        => Mistakes("using System.Nowhere\ncode { int One() => 1; }\ntask a { product Integer; run => One() }\n")
            .ShouldBe(["main.dag 1:14-1:21 DAG3001 C#: The type or namespace name 'Nowhere' does not exist in the namespace 'System' (are you missing an assembly reference?) (CS0234)"]);

    [Fact]
    public void A_mistake_in_a_shared_body_is_said_once_and_names_the_sharers()
    {
        using var folder = ProgramFolder.Of("task a { product Integer; run => x }\ntask b { product Integer; run => x }\n");

        var said = folder.Compile(folder.Load().Env).Diagnostics.ShouldHaveSingleItem();
        (said.At?.ToString(), said.Notes.Select(note => $"{note.At?.Start} {note.Message}").Single())
            .ShouldBe(($"{folder.Folder}/main.dag:1:34", "2:6 'b' has the same body"));
    }

    [Fact]
    public void References_that_are_not_there_or_no_assemblies_are_said_where_they_stand()
    {
        using var folder = ProgramFolder.Of("reference \"none.dll\"\nreference \"text.dll\"\ntask a { product Integer; run => 1 }\n");
        folder.Write("text.dll", "no code");

        folder.Mistakes().ShouldBe(["main.dag 1:11-1:21 DAG3005 assembly 'none.dll' not found beside this file or the program"]);
        folder.Write("main.dag", "reference \"text.dll\"\ntask a { product Integer; run => 1 }\n");
        folder.Mistakes().ShouldBe(["main.dag 1:11-1:21 DAG3007 cannot use assembly 'text.dll': it contains no .NET code"]);
    }

    [Fact]
    public void A_relative_path_literal_given_to_the_system_is_warned_of_at_every_start()
    {
        using var folder = ProgramFolder.Of("""
            code { string Read() => File.ReadAllText("code.csv"); }
            task a {
                product Text
                run {
                    // File.ReadAllText("comment.csv")
                    var text = "File.ReadAllText(\"string.csv\")";
                    using var reader = new StreamReader( "data/a.csv");
                    return File.ReadAllText("/etc/hostname") + Directory.GetFiles ("b") + task.File("c") + DagFile.Of("d.csv") + text;
                }
            }
            """);
        string Warning(string place, string path)
            => $"main.dag {place} DAG3006 \"{path}\" is resolved against the current directory, not this file Hint: use an option of type File, or write to task.File(…)";
        string[] expected = [Warning("1:42-1:52", "code.csv"), Warning("7:46-7:58", "data/a.csv"), Warning("8:72-8:75", "b"), Warning("8:107-8:114", "d.csv")];

        folder.Mistakes().ShouldBe(expected);
        folder.Mistakes().ShouldBe(expected);
    }

    [Fact]
    public void What_is_read_of_the_environment_without_a_name_and_what_asks_for_a_culture_is_warned_of()
    {
        using var folder = new ProgramFolder();
        folder.Write("main.dag", """
            type Tidy of string where value == value.Normalize()
            task a { product Text; run => Environment.GetEnvironmentVariable("HOME") + Environment.GetEnvironmentVariable(args) }
            task b { product Text; run { /* Normalize() */ return 1.5.ToString(new CultureInfo("de-DE")); } }
            code { string args => "GetEnvironmentVariables()"; bool Same(string a, string b) => a.Equals(b, StringComparison.CurrentCultureIgnoreCase); }
            """);
        const string NoData = ": dag runs with the invariant culture only Hint: use a script, in Python for example";
        folder.Mistakes().ShouldBe(
        [
            $"main.dag 4:114-4:138 DAG3017 'CurrentCultureIgnoreCase' compares character by character{NoData}",
            "main.dag 2:88-2:110 DAG3018 the variables that GetEnvironmentVariable reads are unknown and not part of the fingerprint: a product is reused although one has changed"
                + " Hint: write the name in quotes: GetEnvironmentVariable(\"NAME\"); or use an option",
            $"main.dag 3:72-3:83 DAG3017 'CultureInfo' throws for every name but \"\"{NoData}",
            $"main.dag 1:42-1:51 DAG3017 'Normalize' returns every text unchanged{NoData}",
        ]);
    }

    [Fact]
    public void Code_that_is_no_csharp_is_all_that_is_said()
        => Mistakes("""
            code {
                int One() => 1 +;
                int Two() => ;
            }
            task a { product Integer; run => One() + missing }
            """).ShouldBe(
            [
                "main.dag 2:21-2:22 DAG3001 C#: Invalid expression term ';' (CS1525)",
                "main.dag 3:18-3:19 DAG3001 C#: Invalid expression term ';' (CS1525)",
            ]);

    [Fact]
    public void An_extension_method_in_a_class_is_told_where_to_go()
        => Mistakes("code { static class Texts { public static int Count(this string text) => text.Length; } }\n").ShouldBe(
            ["main.dag 1:47-1:52 DAG3001 C#: Extension methods must be defined in a top level static class; Texts is a nested class (CS1109) Hint: declare the method directly in code { }, not in a class"]);

    [Fact]
    public void A_message_that_is_no_csharp_is_marked_whole()
        => Mistakes("type A of int where value > 1 else \"more than {value +}\"\ntype B of int where value > 1 else \"a lone { is text\"\n").ShouldBe(
            ["main.dag 1:36-1:57 DAG3001 C#: Expected expression (CS1733)"]);

    [Fact]
    public void A_task_with_mistakes_of_its_own_is_left_to_them()
        => Mistakes("task a { needs nothing; product Integer; run => nothing }\ntask b { option x: Unknown; product Integer; run => x }\n").ShouldBeEmpty();

    private static string[] Mistakes(string text)
    {
        using var folder = ProgramFolder.Of(text);
        return folder.Mistakes();
    }
}
