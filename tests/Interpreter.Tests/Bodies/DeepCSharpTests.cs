using System.Globalization;

namespace Dag.Interpreter.Tests.Bodies;

/// <summary>C# that is nested without measure: it compiles, or a message says that it is too deep; nothing ends the process.</summary>
public sealed class DeepCSharpTests
{
    private const int Much = 20_000;

    public static TheoryData<string, string, string, string> Shapes => new()
    {
        { "var b = ", "!", "true; return 1;", "!" },
        { "var b = ", "- ", "1; return 1;", "-" },
        { "", "if (true) ", "return 1; return 1;", "if" },
        { "var x = 3; ", "if (x == 1) return 1; else ", "return 2;", "else if" },
        { "var x = 3; return ", "x == 1 ? 1 : ", "0;", "?:" },
        { "string? s = null; var r = ", "s ?? ", "\"\"; return 1;", "??" },
        { "var b = ", "(int)", "1; return 1;", "cast" },
        { "", "await ", "Task.Delay(1); return 1;", "await" },
        { "object? x = null; var b = x is ", "not ", "2; return 1;", "not" },
        { "", "while (false) ", "; return 1;", "while" },
        { "int x; x = ", "x = ", "1; return 1;", "=" },
        { "object x = new int[1]", "[]", "; return 1;", "[]" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_nested_too_deeply_is_refused_with_a_message(string before, string each, string after, string shape)
    {
        shape.ShouldNotBeEmpty();
        using var folder = ProgramFolder.Of(Program(before, each, after, Much));

        folder.Mistakes().ShouldHaveSingleItem().ShouldContain(" DAG3016 this C# is nested more than 2000 levels deep Hint: ");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_a_person_may_write_compiles_however_it_is_nested(string before, string each, string after, string shape)
    {
        using var folder = ProgramFolder.Of(Program(before, each, after, 90));

        folder.Mistakes().Where(mistake => !mistake.Contains("DAG3001", StringComparison.Ordinal)).ShouldBeEmpty(shape);
    }

    [Fact]
    public void A_sum_of_thousands_of_parts_is_not_deep()
    {
        using var folder = ProgramFolder.Of(Program("return ", "1 + ", "1;", 5_000));
        using var bench = folder.Bench();

        bench.Run("a").ShouldBe(5_001);
    }

    private static string Program(string before, string each, string after, int times)
        => string.Create(CultureInfo.InvariantCulture, $"task a {{ product Integer; run {{ {before}{string.Concat(Enumerable.Repeat(each, times))}{after} }} }}\n");
}
