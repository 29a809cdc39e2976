namespace Dag.Interpreter.Tests.Fingerprinting;

/// <summary>What is taken for the same work, and so done once, and what only looks like it.</summary>
public sealed class SameWorkTests
{
    [Fact]
    public Task One_body_with_one_value_is_done_once_whatever_it_is_called()
        => Gives(
            """
            task a { option n: Natural = 2; product Natural; run => n + 1 }
            task b { option n: Natural = 2; product Natural; run => n + 1 }
            task c { option n: Natural = 3; product Natural; run => n + 1 }
            """,
            "a = 3", "b = 3", "c = 4", "b reused");

    [Fact]
    public Task Equal_products_of_other_bodies_lead_to_one_work()
        => Gives(
            """
            task a { product Number; run => 1 + 1 }
            task b { product Number; run => 4 / 2 }
            task after_a { needs a as x; product Number; run => x * 10 }
            task after_b { needs b as x; product Number; run => x * 10 }
            """,
            "after_a = 20", "after_b = 20", "after_b reused");

    [Fact]
    public Task Secrets_in_a_list_are_not_taken_for_others()
        => Gives(
            """
            type Keys list of Secret where value.Count > 0
            task a { option keys: Keys = ["x"]; product Natural; run => keys[0].Length }
            task b { option keys: Keys = ["xyz"]; product Natural; run => keys[0].Length }
            """,
            "a = 1", "b = 3");

    [Fact]
    public Task A_secret_counts_and_the_same_one_is_the_same()
        => Gives(
            """
            task a { option key: Secret = "x"; product Natural; run => key.Length }
            task b { option key: Secret = "xyz"; product Natural; run => key.Length }
            task c { option key: Secret = "x"; product Natural; run => key.Length }
            """,
            "a = 1", "b = 3", "c = 1", "c reused");

    [Fact]
    public Task What_a_product_keeps_to_itself_is_not_overlooked()
        => Gives(
            """
            type Fitted of Model
            code { public sealed class Model(int weight) { public string Kind => "linear"; public int Predict(int x) => weight * x; } }
            task fit_a { product Fitted; run => new Model(2) }
            task fit_b { product Fitted; run => new Model(3) }
            task score_a { needs fit_a as model; product Natural; run => model.Predict(10) }
            task score_b { needs fit_b as model; product Natural; run => model.Predict(10) }
            """,
            "score_a = 20", "score_b = 30");

    [Fact]
    public Task An_array_is_its_shape_too()
        => Gives(
            """
            type Grid of int[,]
            task wide { product Grid; run => new int[2, 3] }
            task high { product Grid; run => new int[3, 2] }
            task rows_of_wide { needs wide as grid; product Natural; run => grid.GetLength(0) }
            task rows_of_high { needs high as grid; product Natural; run => grid.GetLength(0) }
            """,
            "rows_of_wide = 2", "rows_of_high = 3");

    [Fact]
    public Task Products_that_only_look_the_same_lead_to_two_works()
        => Gives(
            """
            type Exact of decimal
            type Time of DateTime
            type Named of Box
            code { public sealed record Box(string? Name, List<Dictionary<string, (int, double)>> Parts); }
            task one_place { product Exact; run => 1.0m }
            task two_places { product Exact; run => 1.00m }
            task show_one { needs one_place as x; product Text; run => $"{x}" }
            task show_two { needs two_places as x; product Text; run => $"{x}" }
            task zero { product Number; run => 0.0 }
            task below_zero { product Number; run => -0.0 }
            task sign_of_zero { needs zero as x; product Boolean; run => double.IsNegative(x) }
            task sign_below { needs below_zero as x; product Boolean; run => double.IsNegative(x) }
            task utc { product Time; run => new DateTime(1, DateTimeKind.Utc) }
            task somewhere { product Time; run => new DateTime(1, DateTimeKind.Unspecified) }
            task kind_of_utc { needs utc as x; product Text; run => x.Kind.ToString() }
            task kind_of_somewhere { needs somewhere as x; product Text; run => x.Kind.ToString() }
            task high { product Text; run => "\ud83d" }
            task low { product Text; run => "\ude00" }
            task number_of_high { needs high as x; product Natural; run => x[0] }
            task number_of_low { needs low as x; product Natural; run => x[0] }
            task nameless { product Named; run => new Box(null, [new() { ["a"] = (1, 2) }]) }
            task emptily_named { product Named; run => new Box("", [new() { ["a"] = (1, 2) }]) }
            task name_of_nameless { needs nameless as x; product Boolean; run => x.Name is null }
            task name_of_emptily_named { needs emptily_named as x; product Boolean; run => x.Name is null }
            """,
            "show_one = 1.0", "show_two = 1.00", "sign_of_zero = false", "sign_below = true", "kind_of_utc = Utc", "kind_of_somewhere = Unspecified",
            "number_of_high = 55357", "number_of_low = 56832", "name_of_nameless = true", "name_of_emptily_named = false");

    [Fact]
    public Task Products_that_only_look_otherwise_lead_to_one_work()
        => Gives(
            """
            type Rows of IReadOnlyList<double>
            task array { product Rows; run => new[] { 1.0, double.NaN } }
            task list { product Rows; run => new List<double> { 1.0, BitConverter.Int64BitsToDouble(0x7FF8000000000001) } }
            task after_array { needs array as x; product Natural; run => x.Count }
            task after_list { needs list as x; product Natural; run => x.Count }
            """,
            "after_array = 2", "after_list = 2", "after_list reused");

    [Fact]
    public Task A_product_whose_getter_throws_does_no_harm()
        => Gives(
            """
            type Crossed of Cross
            code { public sealed class Cross(int n) { public int N => n; public int Bad => throw new InvalidOperationException("no"); } }
            task make { product Crossed; run => new Cross(1) }
            task use { needs make; product Natural; run => make.N }
            """,
            "use = 1");

    [Fact]
    public async Task Types_of_one_name_in_two_files_are_two()
    {
        var found = await WholeProgram.RunAsync(
            ("a.dag", "type T of int\ntask t { product T; run => 1 }"),
            ("b.dag", "type T of double\ntask t { product T; run => 1 }"),
            ("main.dag", "import \"a.dag\" as a\nimport \"b.dag\" as b\ntask both { needs a.t as x, b.t as y; product Text; run => $\"{x.GetType().Name} {y.GetType().Name}\" }"));
        found.ShouldBe(["both = Int32 Double"]);
    }

    private static async Task Gives(string program, params string[] lines)
        => (await WholeProgram.RunAsync(("main.dag", program))).ShouldBe(lines);
}
