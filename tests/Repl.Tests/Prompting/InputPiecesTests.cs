using Dag.Repl.Editing;

namespace Dag.Repl.Tests.Prompting;

public sealed class InputPiecesTests
{
    private static readonly HashSet<string> Names = ["pca", "ten"];

    // '|' stands between the inputs, '~' for the end of a line.
    [Theory]
    [InlineData("run pca~show pca", "run pca|show pca")]
    [InlineData("int F(int a)~{~    return a + 1;~}~F(41)", "int F(int a)~{~    return a + 1;~}|F(41)")]
    [InlineData("if (a)~{~  b();~}~// why~else~{~  c();~}~d()", "if (a)~{~  b();~}~// why~else~{~  c();~}|d()")]
    [InlineData("if (a)~  b();~else if (c)~  d();~else~  e();", "if (a)~  b();~else if (c)~  d();~else~  e();")]
    [InlineData("try~{~}~~catch (Exception e)~{~}~finally { }~1", "try~{~}~~catch (Exception e)~{~}~finally { }|1")]
    [InlineData("try~{~  a bad;~}~catch~{~}", "try~{~  a bad;~}~catch~{~}")]
    [InlineData("do~{~  i++;~}~while (i < 5);~i", "do~{~  i++;~}~while (i < 5);|i")]
    [InlineData("F();~while (true)~{~}", "F();|while (true)~{~}")]
    [InlineData("xs~~  // most of them~  .Select(x => x * 2)~  .Sum()~7", "xs~~  // most of them~  .Select(x => x * 2)~  .Sum()|7")]
    [InlineData("pca~  .Variances~  ?.Sum()~  ?? 0", "pca~  .Variances~  ?.Sum()~  ?? 0")]
    [InlineData("pca~..pca~ten", "pca|..pca|ten")]
    [InlineData("ten~  + 1~- 1~&& b~|| c", "ten~  + 1~- 1~&& b~|| c", '#')]
    [InlineData("x > 2~  ? a~  : b~x~?ten~undo", "x > 2~  ? a~  : b|x|?ten|undo")]
    [InlineData("x switch~{~  1 => 2,~  _ => 3,~}", "x switch~{~  1 => 2,~  _ => 3,~}")]
    [InlineData("T F<T>(T a)~    where T : struct~{~    return a;~}", "T F<T>(T a)~    where T : struct~{~    return a;~}")]
    [InlineData("int F(int a)~    => a~    + 1;", "int F(int a)~    => a~    + 1;")]
    [InlineData("[Obsolete]~[Serializable]~class A~{~}~new A~{~}", "[Obsolete]~[Serializable]~class A~{~}|new A~{~}")]
    [InlineData("public static~int F()~{~  return wrong wrong;~}~1", "public static~int F()~{~  return wrong wrong;~}|1")]
    [InlineData("#pragma warning disable~int F()~#region a~{~#endregion~}~1", "#pragma warning disable~int F()~#region a~{~#endregion~}|1")]
    [InlineData("#if X~class~#else~struct~#endif~A~{~}~1", "#if X~class~#else~struct~#endif~A~{~}|1")]
    [InlineData("from i in xs~where i > 1~select i", "from i in xs~where i > 1~select i")]
    [InlineData("int a = 1,~  b = 2;~a", "int a = 1,~  b = 2;|a")]
    [InlineData("F(41)~{~}", "F(41)|{~}")]
    [InlineData("F(41)~(3)~[4]", "F(41)|(3)|[4]")]
    [InlineData("var x = 1; // one~{~}", "var x = 1; // one|{~}")]
    [InlineData("int x =~run ten", "int x =|run ten")]
    [InlineData("a(\"~b", "a(\"|b")]
    [InlineData("a(~run ten", "a(~run ten")]
    [InlineData("x }~y", "x }|y")]
    [InlineData("task z~~// so~{~  product Text~  run => \"z\"~}~run z", "task z~~// so~{~  product Text~  run => \"z\"~}|run z")]
    [InlineData("type Small of int~  where value < 3~  else \"no\"~run ten", "type Small of int~  where value < 3~  else \"no\"|run ten")]
    [InlineData("code~{~  class B { }~}~new B()", "code~{~  class B { }~}|new B()")]
    [InlineData("test \"x\"~{~}~override task ten~{~}", "test \"x\"~{~}|override task ten~{~}")]
    [InlineData("pin ten =>~  3~run ten~{~}", "pin ten =>~  3|run ten|{~}")]
    [InlineData("pin ten => pca~  // so~  .Sum()~  + 3~run ten~{~}", "pin ten => pca~  // so~  .Sum()~  + 3|run ten|{~}")]
    [InlineData("pin ten => 1 +~  2~pca~task z {~  product Text~  run => pca~    ?.Name~    ?? \"\"~}", "pin ten => 1 +~  2|pca|task z {~  product Text~  run => pca~    ?.Name~    ?? \"\"~}")]
    [InlineData("// only a remark~~/// Of z~task z { }~// at the end", "// only a remark~~/// Of z~task z { }|// at the end")]
    [InlineData("var t = \"\"\"~ { ~ \"\"\"~.Length", "var t = \"\"\"~ { ~ \"\"\"~.Length")]
    [InlineData("plan~.Count~plan~..ten", "plan~.Count|plan|..ten")]
    public void What_comes_in_one_go_is_read_as_a_file_would_be(string text, string pieces, char between = '|')
    {
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            var found = new InputPieces(Names.Contains).Of(text.Replace("~", end)).ToList();
            string.Join(between, found.Select(piece => piece.Text)).Replace('\n', '~').ShouldBe(pieces);
            found.Select(piece => piece.Line).ShouldBe(LinesOf(found.Select(piece => piece.Text)));
        }
    }

    [Fact]
    public void A_chain_of_many_lines_and_many_inputs_are_read_in_one_go()
    {
        var chain = "xs" + string.Concat(Enumerable.Repeat("\n    .Select(x => x)", 400));
        var inputs = string.Concat(Enumerable.Repeat("\nrun ten", 5_000));
        new InputPieces(Names.Contains).Of(chain + inputs).Count().ShouldBe(5_001);
    }

    [Theory]
    [InlineData("int F(int a)", "{", true)]
    [InlineData("int F(int a)\n", "{ return 3; }\nF(2)", true)]
    [InlineData("int F(int a) { return a; }", "F(2)", false)]
    [InlineData("if (a) { }", "\n// so\nelse { }", true)]
    [InlineData("task z", "{", true)]
    [InlineData("task z { }", "run z", false)]
    [InlineData("pca", "", false)]
    public void A_pasted_line_that_could_end_goes_on_where_the_lines_below_say_so(string text, string below, bool goesOn)
        => new InputPieces(Names.Contains).GoesOn(text, below).ShouldBe(goesOn);

    private static IEnumerable<int> LinesOf(IEnumerable<string> pieces)
    {
        var line = 1;
        foreach (var piece in pieces)
        {
            yield return line;
            line += piece.Split('\n').Length;
        }
    }
}
