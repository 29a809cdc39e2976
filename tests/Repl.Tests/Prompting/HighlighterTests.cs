using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class HighlighterTests
{
    [Theory]
    [InlineData("set pca.components = 3 // why", "Keyword set, Task pca.components, Number 3, Comment // why")]
    [InlineData("run pca with pca.kernel = \"rbf\"", "Keyword run, Task pca, Keyword with, Task pca.kernel, Text \"rbf\"")]
    [InlineData("task a {\n  option product: Natural = 2s\n  product Kernel\n}", "Keyword task, Keyword option, Type Natural, Number 2s, Keyword product, Type Kernel")]
    [InlineData("pin pca => new[] { 1.5 } /* x */", "Keyword pin, Task pca, Keyword new, Number 1.5, Comment /* x */")]
    [InlineData("show ..pca", "Keyword show, Task pca")]
    public void Statements_are_coloured_by_their_tokens(string text, string pieces) => Pieces(text, isCSharp: false).ShouldBe(pieces);

    [Theory]
    [InlineData("var x = pca.Sum() + 0x1F; // y", "Keyword var, Task pca, Number 0x1F, Comment // y")]
    [InlineData("$\"{pca}\" + 'c' + @\"\\\"", "Text $\"{pca}\", Text 'c', Text @\"\\\"")]
    [InlineData("\"open", "Text \"open")]
    public void C_sharp_is_coloured_lightly(string text, string pieces) => Pieces(text, isCSharp: true).ShouldBe(pieces);

    private static string Pieces(string text, bool isCSharp)
        => string.Join(", ", Highlighter.Of(text, isCSharp, Envs.Load(Envs.Source).Env).Select(piece => $"{piece.Kind} {text.Substring(piece.Span.Start, piece.Span.Length)}"));
}
