namespace Dag.Interpreter.Tests.Evaluating;

/// <summary>C# at the prompt that would overflow the compiler's stack, or keep it busy for minutes, is refused by a message.</summary>
public sealed class DeepInputTests
{
    private const int Many = 100_000;
    private const string TooDeep = "DAG1008";
    private const string TooLong = "DAG1009";

    public static TheoryData<string, string, string, string> Inputs => new()
    {
        { "", "(", "1", TooDeep },
        { "", "$\"{", "1", TooDeep },
        { "", "List<", "int", TooDeep },
        { "", "new[]{", "1", TooDeep },
        { "", "if(a);else ", ";", TooDeep },
        { "1", "+1", "", TooLong },
        { "", "from a in b ", "select a", TooLong },
        { "a", ".a", "", TooLong },
        { "a", "[0]", "", TooLong },
        { "", "!", "true", TooLong },
        { "", "x=>", "1", TooDeep },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public async Task What_is_too_deep_or_too_long_for_the_compiler_is_refused(string before, string repeated, string after, string code)
    {
        using var bench = new PromptBench("");
        var text = before + string.Concat(Enumerable.Repeat(repeated, Many)) + after;
        (await bench.TypeAsync(text)).Split(' ')[2].ShouldBe(code);
        (await bench.TypeAsync("1 + 1")).ShouldBe("int 2");
    }

    [Fact]
    public async Task A_long_list_is_not_too_long()
    {
        using var bench = new PromptBench("");
        (await bench.TypeAsync($"new[] {{ {string.Concat(Enumerable.Repeat("1, ", 30_000))} }}.Length")).ShouldBe("int 30000");
    }
}
