using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Prompting;

/// <summary>Texts on standard input and behind <c>-c</c>.</summary>
public sealed class PipedTests
{
    private const string Source = "task t { product Text; run => \"made\" }";

    [Fact]
    public void Braces_else_catch_and_members_may_stand_on_lines_of_their_own()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        const string Typed = """
            task z

            // as in a file
            {
                product Text
                run => "z"
            }
            run z
            int F(int a)
            {
                if (a > 0)
                {
                    return a + 1;
                }
                else
                {
                    return a;
                }
            }
            F(41)
            try
            {
                int.Parse("x");
            }
            catch (FormatException)
            {
                Console.WriteLine("no number");
            }
            new[] { 1, 2 }
                .Select(n => n * 2)
                .Sum()
            z
                .Length
            """;
        const string Answer = """
            exit 0
            out: z
            out: 42
            out: no number
            out: 6
            out: 1
            affects z (not run yet)
            """;

        dag.RunOn(Typed, "graph.dag").Whole.ShouldBe(Answer);
        var again = Answer.Replace("affects z (not run yet)", "still up to date: z");
        dag.RunOn(Typed.Replace("\n", "\r\n"), "graph.dag").Whole.ShouldBe(again);
        dag.Run("graph.dag", "-c", Typed).Whole.ShouldBe(again);
    }

    [Theory]
    [InlineData("sett t.n = 3", "sett", "set")]
    [InlineData("shwo t", "shwo", "show")]
    [InlineData("undoo", "undoo", "undo")]
    [InlineData("substitut t with u", "substitut", "substitute")]
    [InlineData("pinn t = 3", "pinn", "pin")]
    [InlineData("taks x { run => 1 }", "taks", "task")]
    public void A_mistyped_statement_is_one_message(string typed, string word, string meant)
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        dag.Run("graph.dag", "-c", typed).Whole.ShouldBe($"""
            exit 3
            error DAG1101: unknown statement '{word}'
             --> <command>:1:1
              |
            1 | {typed}
              | {new string('^', word.Length)}
              help: did you mean '{meant}'?
            """);
    }

    [Fact]
    public void C_sharp_whose_names_are_near_a_statement_is_C_sharp()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        dag.RunOn("class sett { public int lr; }\nsett model = new() { lr = 3 };\nmodel.lr\nvar undoo = 4\nundoo\nsett(3)\n", "graph.dag").Whole.ShouldBe("""
            exit 3
            out: 3
            out: 4
            error DAG3010: C#: Non-invocable member 'sett' cannot be used like a method (CS1955)
             --> <input:6>:1:1
              |
            1 | sett(3)
              | ^^^^
            """);
    }
}
