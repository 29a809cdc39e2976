using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class RandomLinesTests
{
    private static readonly string[] Pieces =
    [
        "set ", "run ", "show ", "task ", "type ", "pca", "pca.", ".components", " = ", "\"", "\"\"\"", "{", "}", "(", ")", "[", "]", "..", "&", "where ", "with ",
        "file \"", "// ", "/* ", "\n", ";", "3", "1.5e", "=>", "'", "$\"", "@\"", "\\", "é", "😀", "\t", "?", "#!", "pin ", "not ", "option ", ": ", ",", "_",
    ];

    [Fact]
    public void Ten_thousand_random_lines_are_known_coloured_and_completed_in_bounds()
    {
        var random = new Random(7);
        var names = EnvNames.Of(Envs.Load(Envs.Source).Env);
        var knowledge = new EditorServices(() => names.Env, () => names, new Completion(_ => ["iris.csv", "data/"]));

        for (var i = 0; i < 10_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            var caret = random.Next(text.Length + 1);

            knowledge.KindOf(text).ShouldNotBeNull(text);
            knowledge.IsWhole(text);
            knowledge.IsSecret(text);
            var replaced = knowledge.Complete(text, caret).Replaced;
            (replaced.Start >= 0 && replaced.Start <= caret && replaced.End >= caret && replaced.End <= text.Length).ShouldBeTrue(text);
            knowledge.Colours(text).Where(piece => piece.Span.Start < 0 || piece.Span.End > text.Length).ShouldBeEmpty(text);
        }
    }
}
