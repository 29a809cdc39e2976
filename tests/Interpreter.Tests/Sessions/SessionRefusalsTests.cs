namespace Dag.Interpreter.Tests.Sessions;

/// <summary>What a session refuses, and how it says so. Nothing is changed by it.</summary>
public class SessionRefusalsTests
{
    private const string Program = """
        type Share of double where value >= 0 && value <= 1 else "a share is 0..1, not {value}"

        task half {
            option of: Natural = 1
            product Share
            run => of / 2.0
        }

        task shown { needs half as x; product Text; run => $"{x}" }
        task tidy { run { } }
        """;

    [Theory]
    [InlineData("run half & tidy", "DAG2312 `half & tidy` no task selected")]
    [InlineData("plan half where failed", "DAG4016 `half where failed` the query names no task")]
    [InlineData("undo", "DAG4017 `undo` nothing to undo")]
    [InlineData("redo 2", "DAG4017 `redo 2` nothing to redo")]
    [InlineData("show hlaf", "DAG4018 `hlaf` unknown task, type or option 'hlaf'\n  help: did you mean 'half'?")]
    [InlineData("graph as dott", "DAG4019 `dott` unknown graph format 'dott'\n  help: did you mean 'dot'?")]
    [InlineData("graph half as picture", "DAG4019 `picture` unknown graph format 'picture'\n  help: the formats are dot, mermaid and json")]
    [InlineData("cancel", "DAG4020 `cancel` no job is running\n  help: start one in the background with run … &")]
    [InlineData("watch 3", "DAG4020 `watch 3` no job 3 is running\n  help: start one in the background with run … &")]
    [InlineData("logs shown", "DAG4021 `shown` 'shown' has not run in this session")]
    [InlineData("why hafl", "DAG2201 `hafl` unknown task 'hafl'\n  help: did you mean 'half'?")]
    [InlineData("pin half = \"much\"", "DAG4014 `\"much\"` cannot pin 'half', whose product is a 'Share': expected Number, found a text")]
    [InlineData("pin half = 3.5", "DAG4015 `3.5` cannot pin 'half': a share is 0..1, not 3.5\n  the predicate of 'Share' `value >= 0 && value <= 1`")]
    [InlineData("load \"\"", "DAG4023 `load \"\"` invalid file path")]
    [InlineData("save \"a\\0b\"", "DAG6003 `save \"a\\0b\"` cannot write 'a\\0b': it is not a valid path")]
    [InlineData("load \"nowhere.dag\"", "DAG1201 file 'nowhere.dag' not found")]
    public async Task What_cannot_be_answered_says_why(string statement, string answer)
    {
        using var bench = new Bench(Program);
        (await bench.Say(statement)).ShouldBe(answer);
    }

    [Theory]
    [InlineData("disable half + shown", "run shown", "DAG4013 cannot run 'shown': it is disabled\n  disabled here `half + shown`\n  help: enable shown")]
    [InlineData("set half.of = 3", "undo 2", "DAG4017 `undo 2` only 1 step to undo")]
    public async Task What_was_taken_may_stand_in_the_way(string change, string statement, string answer)
    {
        using var bench = new Bench(Program);
        await bench.Say(change);
        (await bench.Say(statement)).ShouldBe(answer);
    }
}
