using Dag.Language.Scanning;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.CodeAnalysis.CSharp;

namespace Dag.Language.Tests.Lexing;

/// <summary>What counts of C#: its tokens, however they are laid out.</summary>
public sealed class CSharpTokensTests
{
    [Theory]
    [InlineData("a+b // sum", "a + b")]
    [InlineData("a /* x */ . B ( 1 )", "a . B ( 1 )")]
    [InlineData("x - -y", "x - - y")]
    [InlineData("x --y", "x -- y")]
    [InlineData("1.5e-3 + .5", "1 . 5e - 3 + . 5")]
    [InlineData("@class ?? $\"a {b + 1:0.00} c\"", "@class ? ? $\"a { b + 1 :0.00} c\"")]
    [InlineData("$@\"a\"\"{ b }\" + '\\''", "$@\"a\"\"{ b }\" + '\\''")]
    [InlineData("$$\"\"\"{ {{x}} \"y\" }\"\"\"", "$$\"\"\"{ {{ x }} \"y\" }\"\"\"")]
    [InlineData("$\"{f($\"{a}{b}\")}\"", "$\"{ f ( $\"{ a }{ b }\" ) }\"")]
    [InlineData("\n#if NO\n a\n#else\n b\n#endif\n c", "b c")]
    [InlineData("x.Select(y=>y>=1)", "x . Select ( y => y > = 1 )")]
    [InlineData("\"unclosed", "\"unclosed")]
    public void A_text_has_tokens(string text, string tokens) => string.Join(' ', Spellings(text)).ShouldBe(tokens);

    [Fact]
    public void A_raw_text_counts_without_its_indentation()
        => Spellings("\"\"\"\n    a\n      b\n    \"\"\"").ShouldBe(Spellings("\"\"\"\n  a\n    b\n  \"\"\""));

    [Fact]
    public void Layout_and_comments_do_not_count_and_every_token_does()
        => Prop.ForAll(CSharpFragments.Block.ToArbitrary(), Gen.Choose(0, 1000).ToArbitrary(), (block, chosen) =>
        {
            var tokens = SyntaxFactory.ParseTokens(block).Select(token => token.Text).Where(text => text.Length > 0).ToList();
            Spellings(string.Join(" /* \" */ \n\t", tokens)).ShouldBe(Spellings(string.Join(' ', tokens)), block);
            tokens.RemoveAt(chosen % tokens.Count);
            Spellings(string.Join(' ', tokens)).ShouldNotBe(Spellings(block), block);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Nothing_makes_it_throw()
        => Prop.ForAll(
            Gen.Elements("\"", "$", "@", "{", "}", "'", "\\", "\n", "#", "/*", "//", ":", "a", "(", "\"\"\"", "#if x", "$\"{").ListOf().ToArbitrary(),
            parts => Spellings(string.Concat(parts)).Sum(token => token.Length) <= string.Concat(parts).Length).QuickCheckThrowOnFailure();

    private static List<string> Spellings(string text) => CSharpTokens.Of(text).ConvertAll(token => token.Spelling(text));
}
