namespace Dag.Interpreter.Tests.Invoking;

/// <summary>Values against declared types: which predicate speaks, and what it says.</summary>
public sealed class TypeCheckerTests : IDisposable
{
    private readonly Desk desk = new("""
        type Even : Natural where value % 2 == 0
        type Small : Even where value < 10 else "{value} is no small number"
        type Evens list of Even where value.Count > 0
        type Table list of Evens
        type Steep : Number where 1 / (int)value > 0
        type Kernel : Text in ["linear", "rbf"]
        type Pair of int[] in [[1, 2], [3, 4]]
        type Level : Natural in [1, 2, 3] else "{value} is no level, is it?"
        type Odd : Natural where value % 2 == 1 else "its {Array.Empty<int>()[value]} is even"
        type Stopped : Natural where Stop(value)
        type Token : Secret where value.Length > 3 else "{value} is too short"
        type Plain : Secret where value.Length > 3
        type Thrown : Secret where int.Parse(value) > 3
        type OneOf : Secret in ["alpha", "beta"]
        type Tokens list of Plain where value.Count > 1
        type Maybe of int? where value > 0
        code { static bool Stop(int value) => throw new OperationCanceledException("no more"); }
        task a { product Kernel; run => "rbf" }
        """);

    [Fact]
    public void A_value_that_every_predicate_takes_fits() => desk.Check(4, "Small").ShouldBe("fits");

    [Fact]
    public void The_parents_predicate_speaks_first()
        => desk.Check(-12, "Small").ShouldBe("-12 is not a 'Natural'\n  `value >= 0` is false, core.dag:10:27 `value >= 0`");

    [Fact]
    public void Then_the_one_in_between()
        => desk.Check(13, "Small").ShouldBe("13 is not a 'Even'\n  `value % 2 == 0` is false, p.dag:1:27 `value % 2 == 0`");

    [Fact]
    public void Then_its_own_in_its_own_words()
        => desk.Check(12, "Small").ShouldBe("12 is no small number\n  the predicate of 'Small', p.dag:2:25 `value < 10`");

    [Fact]
    public void Elements_are_checked_before_their_list_and_named_by_their_index()
        => desk.Check(new[] { 2, 4, 5 }, "Evens").ShouldBe("element 2: 5 is not a 'Even'\n  `value % 2 == 0` is false, p.dag:1:27 `value % 2 == 0`");

    [Fact]
    public void A_list_is_checked_when_its_elements_are_right()
        => desk.Check(Array.Empty<int>(), "Evens").ShouldBe("[] is not a 'Evens'\n  `value.Count > 0` is false, p.dag:3:31 `value.Count > 0`");

    [Fact]
    public void A_list_in_a_list_is_named_by_both_indices()
        => desk.Check<int[][]>([[2], [4, 3]], "Table")
            .ShouldBe("element 1: element 1: 3 is not a 'Even'\n  `value % 2 == 0` is false, p.dag:1:27 `value % 2 == 0`");

    [Fact]
    public void A_predicate_that_throws_is_a_failure_that_says_what_was_thrown()
        => desk.Check(0.5, "Steep")
            .ShouldBe("0.5 is not a 'Steep': its predicate threw DivideByZeroException: Attempted to divide by zero.\n  the predicate of 'Steep', p.dag:5:27 `1 / (int)value > 0`");

    [Fact]
    public void So_is_one_that_throws_a_cancellation_of_its_own()
        => desk.Check(1, "Stopped")
            .ShouldBe("1 is not a 'Stopped': its predicate threw OperationCanceledException: no more\n  the predicate of 'Stopped', p.dag:10:30 `Stop(value)`");

    [Fact]
    public void A_closed_set_is_listed_and_the_nearest_is_offered()
        => desk.Check("lineer", "Kernel").ShouldBe("'lineer' is not a 'Kernel': expected one of linear, rbf\n  the predicate of 'Kernel', p.dag:6:23 `[\"linear\", \"rbf\"]`\n  help: did you mean 'linear'?");

    [Fact]
    public void A_closed_set_compares_lists_part_by_part()
        => (desk.Check<int[]>([3, 4], "Pair"), desk.Check<int[]>([1, 4], "Pair"))
            .ShouldBe(("fits", "[1,4] is not a 'Pair': expected one of [1, 2], [3, 4]\n  the predicate of 'Pair', p.dag:7:23 `[[1, 2], [3, 4]]`"));

    [Fact]
    public void A_closed_set_may_have_words_of_its_own()
        => desk.Check(4, "Level").ShouldBe("4 is no level, is it?\n  the predicate of 'Level', p.dag:8:25 `[1, 2, 3]`");

    [Fact]
    public void A_message_whose_holes_throw_is_shown_as_it_stands()
        => desk.Check(2, "Odd")
            .ShouldBe("its {Array.Empty<int>()[value]} is even (interpolating this message threw IndexOutOfRangeException: Index was outside the bounds of the array.)"
                + "\n  the predicate of 'Odd', p.dag:9:26 `value % 2 == 1`");

    [Fact]
    public void What_is_none_is_shown_as_none()
        => desk.Check<int?>(null, "Maybe").ShouldBe("none is not a 'Maybe'\n  `value > 0` is false, p.dag:16:26 `value > 0`");

    [Fact]
    public void A_long_value_is_cut()
        => desk.Check(new string('x', 200), "Kernel")
            .ShouldBe($"'{new string('x', 78)} …' is not a 'Kernel': expected one of linear, rbf\n  the predicate of 'Kernel', p.dag:6:23 `[\"linear\", \"rbf\"]`");

    [Theory]
    [InlineData("Token", "{value} is too short")]
    [InlineData("Plain", "'***' is not a 'Plain'")]
    [InlineData("Thrown", "'***' is not a 'Thrown': its predicate threw FormatException: ***")]
    [InlineData("OneOf", "'***' is not a 'OneOf': expected one of its values")]
    public void A_secret_is_not_shown(string type, string said) => desk.Check("s3c", type).Split('\n')[0].ShouldBe(said);

    [Fact]
    public void Nor_are_the_elements_of_a_list_of_secrets()
        => (desk.Check<string[]>(["alpha", "s3c"], "Tokens").Split('\n')[0], desk.Check<string[]>(["s3cret"], "Tokens").Split('\n')[0])
            .ShouldBe(("element 1: '***' is not a 'Plain'", "*** is not a 'Tokens'"));

    [Fact]
    public void A_product_that_is_a_secret_is_not_printed()
        => (desk.Print("s3cret", "Plain"), desk.Print<string[]>(["s3cret"], "Tokens"), desk.Print("rbf", "Kernel")).ShouldBe(("***", "***", "rbf"));

    public void Dispose() => desk.Dispose();
}
