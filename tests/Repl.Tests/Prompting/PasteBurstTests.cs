using Dag.Repl.Prompting;

namespace Dag.Repl.Tests.Prompting;

public sealed class PasteBurstTests
{
    [Theory]
    [InlineData("run a", "run a")]
    [InlineData("run a⏎", "run a|⏎")]
    [InlineData("run a⏎run b⏎", "run a|⏎|run b|⏎")]
    [InlineData("pc⇥⏎", "pc|⇥|⏎")]
    [InlineData("↑↑⏎", "↑|↑|⏎")]
    [InlineData("⎋[x", "⎋[x")]
    public void What_comes_in_one_go_is_taken_as_texts_between_keys_that_do_something(string typed, string taken)
    {
        var waiting = new Queue<char>(typed);
        var keys = new PasteBurst(() => KeyOf(waiting.Dequeue()), () => waiting.Count > 0);
        var parts = new List<string>();

        var isNew = true;
        for (var i = 0; i < typed.Length; i++)
        {
            keys.Take();
            if (isNew)
                parts.Add("");
            parts[^1] += typed[i];
            isNew = !keys.GoesOn;
        }

        string.Join('|', parts).ShouldBe(taken);
    }

    [Theory]
    [InlineData("run a⏎", "")]
    [InlineData("int F()⏎{⏎ return 3; }⏎F", "\n{\n return 3; }\nF")]
    [InlineData("⎋[200~a⏎b⏎⎋[201~", "\nb\n")]
    public void What_came_with_a_key_in_one_go_is_known_and_the_marks_of_a_paste_are_no_keys(string typed, string below)
    {
        var waiting = new Queue<char>(typed);
        var keys = new PasteBurst(() => KeyOf(waiting.Dequeue()), () => waiting.Count > 0);

        var before = typed.TakeWhile(c => c != '⏎').Count() - (typed[0] == '⎋' ? 6 : 0);
        string.Concat(Enumerable.Range(0, before).Select(_ => keys.Take().KeyChar)).ShouldBe(typed.Split('⏎')[0].Replace("⎋[200~", ""));
        (below.Length == 0 ? "" : keys.FindBelow()).ShouldBe(below);
    }

    [Fact]
    public void A_key_that_came_alone_has_nothing_below_it()
    {
        var waiting = new Queue<char>("⏎");
        var keys = new PasteBurst(() => KeyOf(waiting.Dequeue()), () => waiting.Count > 0);
        keys.Take();

        keys.FindBelow().ShouldBe("");
    }

    private static ConsoleKeyInfo KeyOf(char c) => c switch
    {
        '⏎' => new('\n', ConsoleKey.Enter, false, false, false),
        '⇥' => new('\t', ConsoleKey.Tab, false, false, false),
        '↑' => new('\0', ConsoleKey.UpArrow, false, false, false),
        '⎋' => new('\e', ConsoleKey.Escape, false, false, false),
        _ => new(c, ConsoleKey.None, false, false, false),
    };
}
