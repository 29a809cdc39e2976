using Dag.Interpreter.Host.Sessions;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>
/// What holds of any sequence of changes: each is taken whole or not at all, undone it was never there, and what is saved reads back to the same.
/// How many sequences are tried is 40, or what DAG_FUZZ says.
/// </summary>
public class AnyChangesTests
{
    private const int Steps = 14;

    [Fact]
    public async Task Any_changes_keep_the_graph_right_are_undone_one_by_one_and_read_back_when_saved()
    {
        var sequences = int.TryParse(Environment.GetEnvironmentVariable("DAG_FUZZ"), out var wanted) ? wanted : 40;
        var first = int.TryParse(Environment.GetEnvironmentVariable("DAG_SEED"), out var seed) ? seed : 1;
        var wrong = new List<string>();
        for (var i = first; i < first + sequences; i++)
        {
            if (await WhatIsWrong(i) is { } found)
                wrong.Add(found);
            if (wrong.Count > 4)
                break;
        }

        string.Join("\n\n", wrong).ShouldBe("");
    }

    private static async Task<string?> WhatIsWrong(int seed)
    {
        var any = new AnyChange(new Random(seed));
        var program = any.Program();
        using var bench = new Bench(program);
        var story = $"seed {seed}\n{program}";
        var envs = new List<string> { bench.Env };
        try
        {
            for (var i = 0; i < Steps; i++)
            {
                var statement = any.Statement(bench.Session.Env);
                var replies = await bench.AskAsync(statement);
                story += $"{statement}{(replies[^1] is Reply.Refused ? "   // refused" : "")}\n";
                foreach (var taken in replies.OfType<Reply.Changed>())
                    envs.Add("");
                if (replies.Count == 1 && replies[0] is Reply.Refused)
                    bench.Env.ShouldBe(envs[^1]);
                envs[^1] = bench.Env;
                Check(bench);
            }

            await SaveAndRead(bench);
            await UndoAndRedo(bench, envs);
            return null;
        }
        catch (ShouldAssertException wrong)
        {
            return $"{story}\n{wrong.Message}";
        }
    }

    private static void Check(Bench bench)
    {
        NaiveCheck.WhatIsWrong(bench.Session.Env).ShouldBeEmpty();
        NaiveCheck.EdgesOf(bench.Session.Program.Graph).ShouldBe(NaiveCheck.EdgesOf(TaskGraph.Of(bench.Session.Env)));
    }

    private static async Task SaveAndRead(Bench bench)
    {
        var reply = await bench.Say($"save \"{bench.Folder}/copy.dag\"");
        reply.ShouldStartWith("saved copy.dag with ");
        bench.EnvOf("copy.dag").ShouldBe(bench.Env);
    }

    private static async Task UndoAndRedo(Bench bench, List<string> envs)
    {
        for (var i = envs.Count - 2; i >= 0; i--)
        {
            (await bench.AskAsync("undo")).ShouldHaveSingleItem().ShouldBeOfType<Reply.Stepped>();
            if (envs[i].Length > 0)
                bench.Env.ShouldBe(envs[i]);
            Check(bench);
        }

        (await bench.Say("diff")).ShouldBe("");
        (await bench.Say("undo")).ShouldBe("DAG4017 `undo` nothing to undo");
        if (envs.Count == 1)
            return;

        (await bench.AskAsync($"redo {envs.Count - 1}")).ShouldHaveSingleItem().ShouldBeOfType<Reply.Stepped>();
        bench.Env.ShouldBe(envs[^1]);
        Check(bench);
    }
}
