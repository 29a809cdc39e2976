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
    [InlineData("run half & tidy", "DAG2312 `half & tidy` this names no task.")]
    [InlineData("plan half where failed", "DAG4016 `half where failed` this query names no task.")]
    [InlineData("undo", "DAG4017 `undo` there is nothing to undo.")]
    [InlineData("redo 2", "DAG4017 `redo 2` there is nothing to redo.")]
    [InlineData("show hlaf", "DAG4018 `hlaf` 'hlaf' is neither a task nor a type nor an option.\n  = did you mean 'half'?")]
    [InlineData("graph as dott", "DAG4019 `dott` 'dott' is no form of a graph.\n  = did you mean 'dot'?")]
    [InlineData("graph half as picture", "DAG4019 `picture` 'picture' is no form of a graph.\n  = there are dot, mermaid and json")]
    [InlineData("cancel", "DAG4020 `cancel` no job is running.\n  = run … & starts one in the background")]
    [InlineData("watch 3", "DAG4020 `watch 3` no job 3 is running.\n  = run … & starts one in the background")]
    [InlineData("logs shown", "DAG4021 `shown` 'shown' has not been run in this session.")]
    [InlineData("why hafl", "DAG2201 `hafl` 'hafl' is not a task.\n  = did you mean 'half'?")]
    [InlineData("pin half = \"much\"", "DAG4014 `\"much\"` this is no product of 'half', which makes a 'Share': it wants double, but this is a text.")]
    [InlineData("pin half = 3.5", "DAG4015 `3.5` this is no product of 'half': a share is 0..1, not 3.5.\n  the predicate of 'Share' `value >= 0 && value <= 1`")]
    [InlineData("load \"\"", "DAG4023 `load \"\"` this is no path of a file.")]
    [InlineData("save \"a\\0b\"", "DAG6003 `save \"a\\0b\"` 'a\\0b' cannot be written: that is no path.")]
    [InlineData("load \"nowhere.dag\"", "DAG1201 there is no file 'nowhere.dag'.")]
    public async Task What_cannot_be_answered_says_why(string statement, string answer)
    {
        using var bench = new Bench(Program);
        (await bench.Say(statement)).ShouldBe(answer);
    }

    [Theory]
    [InlineData("disable half + shown", "run shown", "DAG4013 'shown' is disabled, so it cannot be made.\n  that was said here `half + shown`\n  = enable shown")]
    [InlineData("set half.of = 3", "undo 2", "DAG4017 `undo 2` there is 1 step to undo, not more.")]
    public async Task What_was_taken_may_stand_in_the_way(string change, string statement, string answer)
    {
        using var bench = new Bench(Program);
        await bench.Say(change);
        (await bench.Say(statement)).ShouldBe(answer);
    }
}
