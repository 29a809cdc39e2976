using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Examples;

/// <summary>The examples that are mostly shell: what they print, whole.</summary>
public class ShellTests
{
    [Fact]
    public void The_C_library_is_built_and_passes_its_tests()
    {
        using var dag = new DagProcess();
        dag.Run("run", Repository.At("examples/build/build.dag"), "--cache", dag.Folder).Whole.ShouldBe("exit 0\nout: 67 lines of C, 6 passed");
    }

    [Fact]
    public void The_words_of_a_speech_are_counted_on_one_page() => Golden.Compare(Words().Whole);

    [Fact]
    public void An_option_of_another_task_changes_which_text_is_read()
    {
        using var dag = new DagProcess();
        dag.With("rhyme.txt", "Rain, rain, go away,\nCome again some other day.\n");
        Words(dag, "common", "--top", "2", "--set", "words.source=rhyme.txt").Whole.ShouldBe("exit 0\nout:     2  rain\nout:     1  again");
    }

    [Fact]
    public void A_text_of_nothing_is_refused_before_anything_runs()
    {
        using var dag = new DagProcess();
        dag.With("empty.txt", "");
        var ended = Words(dag, "common", "--set", "words.source=empty.txt");
        (ended.Exit, ended.Error.Split('\n')[0]).ShouldBe((4, "error DAG4003: invalid value for option 'words.source' (--set words.source=empty.txt): 'empty.txt' is empty"));
    }

    private static Ended Words()
    {
        using var dag = new DagProcess();
        return Words(dag);
    }

    private static Ended Words(DagProcess dag, params string[] words)
        => dag.Run(["run", Repository.At("examples/words/words.dag"), .. words, "--cache", dag.Folder]);
}
