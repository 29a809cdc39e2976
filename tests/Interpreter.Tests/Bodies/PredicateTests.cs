using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Bodies;

public sealed class PredicateTests
{
    [Fact]
    public void Predicates_see_the_value_and_the_code()
    {
        using var folder = ProgramFolder.Of("""
            code { bool IsEven(int n) => n % 2 == 0; }
            type Even : Integer where IsEven(value)
            type Table of double[][] where value.Length > 0 && value.All(row => row.Length == value[0].Length)
            type Evens list of Even where value.Count > 1
            """);
        using var bench = folder.Bench();

        new[]
        {
            bench.Holds("Even", 2), bench.Holds("Even", 3),
            bench.Holds("Table", new double[][] { [1], [2] }), bench.Holds("Table", new double[][] { [1], [2, 3] }),
            bench.Holds("Evens", new[] { 2, 4 }), bench.Holds("Evens", new[] { 2 }),
        }.ShouldBe([true, false, true, false, true, false]);
    }

    [Fact]
    public void Predicates_of_the_core_hold_as_well()
    {
        using var folder = ProgramFolder.Of("task a { option n: Natural = 1; product Natural; run sh \"echo 1\" }\n");
        using var bench = folder.Bench();

        (bench.Holds("Natural", 0), bench.Holds("Natural", -1), bench.Result.UsedCompiler).ShouldBe((true, false, false));
    }

    [Fact]
    public void What_a_predicate_throws_goes_to_who_asks()
    {
        using var folder = ProgramFolder.Of("type First of int[] where value[0] > 0\n");
        using var bench = folder.Bench();

        Should.Throw<IndexOutOfRangeException>(() => bench.Holds("First", Array.Empty<int>()));
    }

    [Fact]
    public void Holes_of_a_message_are_csharp_with_formats_in_the_invariant_culture()
    {
        using var folder = ProgramFolder.Of("""
            type Share of double where value <= 1 else "{value:0.00} is \"too\" much: {string.Join("; ", new[] { 1, 2 })} {{kept}} at {(value > 5 ? 'b' : 's')}"
            type Kernel : Text in ["a", "b"] else "not '{value.ToUpper()}'"
            """.Replace("\"; \"", "\\\"; \\\""));
        using var bench = folder.Bench();

        bench.Message("Share", 7.125).ShouldBe("7.13 is \"too\" much: 1; 2 {kept} at b");
        bench.Message("Kernel", "c").ShouldBe("not 'C'");
    }

    [Theory]
    [InlineData("int", typeof(int))]
    [InlineData("string?", typeof(string))]
    [InlineData("int?", typeof(int?))]
    [InlineData("double[][]", typeof(double[][]))]
    [InlineData("DagFile", typeof(DagFile))]
    [InlineData("Uri", typeof(Uri))]
    [InlineData("Dictionary<string, List<int[]>>", typeof(Dictionary<string, List<int[]>>))]
    [InlineData("System.Guid", typeof(Guid))]
    [InlineData("(int A, string B)", typeof((int, string)))]
    [InlineData("int[,]", typeof(int[,]))]
    [InlineData("System.Numerics.Vector3", typeof(System.Numerics.Vector3))]
    public void A_representation_is_the_type_that_its_csharp_names(string csharp, Type expected)
    {
        using var folder = ProgramFolder.Of($"type T of {csharp}\ntype Ts list of T\n");
        using var bench = folder.Bench();

        bench.Program.RepresentationOf(bench.Type("T")).ShouldBe(expected);
        bench.Program.RepresentationOf(bench.Type("Ts")).ShouldBe(typeof(IReadOnlyList<>).MakeGenericType(expected));
    }

    [Fact]
    public void A_program_without_csharp_of_its_own_needs_no_compiler_and_keeps_nothing()
    {
        using var folder = ProgramFolder.Of("type Names of List<string>\ntask a { option n: Text = \"x\"; product Names; run sh \"echo $n\" }\n");
        using var bench = folder.Bench();

        (bench.Result.UsedCompiler, Directory.Exists(folder.StoreFolder)).ShouldBe((false, false));
    }
}
