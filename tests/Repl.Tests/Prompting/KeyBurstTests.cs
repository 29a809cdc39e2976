using Dag.Repl.Prompting;

namespace Dag.Repl.Tests.Prompting;

public sealed class KeyBurstTests
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
        var keys = new KeyBurst(() => KeyOf(waiting.Dequeue()), () => waiting.Count > 0);
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

    private static ConsoleKeyInfo KeyOf(char c) => c switch
    {
        '⏎' => new('\n', ConsoleKey.Enter, false, false, false),
        '⇥' => new('\t', ConsoleKey.Tab, false, false, false),
        '↑' => new('\0', ConsoleKey.UpArrow, false, false, false),
        '⎋' => new('\e', ConsoleKey.Escape, false, false, false),
        _ => new(c, ConsoleKey.None, false, false, false),
    };
}
