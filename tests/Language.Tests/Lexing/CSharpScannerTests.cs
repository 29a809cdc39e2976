using Dag.Language.Scanning;

namespace Dag.Language.Tests.Lexing;

/// <summary>The hard cases by hand. A <c>¦</c> stands where the C# should end; it starts at the beginning of the text.</summary>
public sealed class CSharpScannerTests
{
    [Theory]
    [InlineData("a + b¦\nneeds c")]
    [InlineData("a + b¦  \t \r\nx")]
    [InlineData("a¦; b")]
    [InlineData("a¦ }")]
    [InlineData("a¦ // not \"this")]
    [InlineData("a /* over\nlines */ + b¦ /* but not this */ \n")]
    [InlineData("value > 0¦ else \"too small\"")]
    [InlineData("@else + elsewhere + _else + else1¦ else x")]
    [InlineData("x.Select(y => { if (y) return 1; else return 2; })¦ else \"m\"")]
    [InlineData("\"x\"¦else")]
    [InlineData("\"x\"u8¦\n")]
    [InlineData("new { A = 1 }.A¦ }")]
    [InlineData("a[\n0\n]¦\n")]
    [InlineData("f(\n  a, // \")\n  b)¦\n")]
    [InlineData("'\"' + '\\'' + '{' + '\\u0041' + ';'¦;")]
    [InlineData("@\"a\"\"b\n\\\" + c¦\n")]
    [InlineData("$\"{{{a}}}\"¦}")]
    [InlineData("$\"{a:yyyy-MM-dd}{b,10:0.0}{(c ? d : e)}{(global::F.G)}\"¦\n")]
    [InlineData("$\"{f(\"}\", '}', $\"{g(\"\\\"\")}\")}\"¦\n")]
    [InlineData("$\"{\na // }\n}\"¦\n")]
    [InlineData("$@\"{a:\"\"}\"\" }\"¦\n")]
    [InlineData("@$\"{a}\n\"\"{{\"¦\n")]
    [InlineData("\"\"\"a \"\" } b\"\"\"¦\n")]
    [InlineData("\"\"\"\"\n  \"\"\"\n  \"\"\"\"¦\n")]
    [InlineData("$$\"\"\"{a} {{b}} {{{c}}} \"\"\"¦\n")]
    [InlineData("$\"\"\"\n  {f(\"\"\"x}\"\"\")}\n  \"\"\"¦\n")]
    [InlineData("f(\n#if DEBUG\n \" ' (((\n#else\n a\n#endif\n)¦\n")]
    [InlineData("¦\n")]
    [InlineData("¦else \"m\"")]
    [InlineData("¦")]
    public void An_expression_ends_at_the_first_end_outside_brackets_strings_and_comments(string marked)
        => Scan(Unmark(marked), CSharpForm.Expression).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), CSharpScanFault.None, 0));

    [Theory]
    [InlineData("a\n  .B()\n  ?.C\n  ?? d¦\nneeds e")]
    [InlineData("a // first\n\n  // then\n  .B() /* and */\n  // last\n  .C()¦ // end\n// no more\n")]
    [InlineData("a\r\n  && b\r\n  || c\r\n  != d¦\r\n")]
    [InlineData("a\n  ? b\n  : c¦\n")]
    [InlineData("a\n+ b\n- c\n* d\n/ e\n% f\n<< g\n>= h\n& i\n| j\n^ k\n== l\n=> m¦\n")]
    [InlineData("a +\n\n  b -\n  c ??\n  d ? \n  e :\n  f,\n  g.\n  h¦\n")]
    [InlineData("x =>\n  y =>\n    x + y¦\nset a")]
    [InlineData("value is >= 1\n  and <= 16\n  or 20¦ else \"m\"")]
    [InlineData("value\n  is not\n  null¦\n else \"m\"")]
    [InlineData("await\n f()¦\n")]
    [InlineData("x switch\n{\n  1 => 2,\n}¦\n")]
    [InlineData("x\n  switch { _ => 1 }\n  with\n{ A = 1 }¦\n")]
    [InlineData("new Point\n{\n  X = 1,\n}\n.X¦\n")]
    [InlineData("a + new Dictionary<string, int>((b))\n{ }¦\n")]
    [InlineData("from x in xs\nwhere x > 1\norderby x\n  descending\nselect x¦\nwhat")]
    [InlineData("from x in xs\nwhere x > 1\nselect\n  x¦\n")]
    [InlineData("a + '+'\n  + \"+\"¦\nb")]
    public void An_expression_goes_on_where_a_line_ends_or_begins_with_an_operator(string marked)
        => Scan(Unmark(marked), CSharpForm.Expression).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), CSharpScanFault.None, 0));

    [Theory]
    [InlineData("a¦\n..b")]
    [InlineData("a¦\n(b)")]
    [InlineData("a¦\n[b]")]
    [InlineData("a¦\n!b")]
    [InlineData("a¦\n{ }")]
    [InlineData("f(new A(), 1)¦\n{ }")]
    [InlineData("a.Where(b)¦\nwhere c")]
    [InlineData("a¦\n.5")]
    [InlineData("a¦\n/// Of b.\n")]
    [InlineData("a¦\n#if b\n.C\n#endif")]
    [InlineData("a¦;\n.B")]
    [InlineData("a++¦\nb--")]
    [InlineData("a!¦\nb")]
    [InlineData("a as List<int>¦\nb")]
    [InlineData("a as int?¦\nb")]
    [InlineData("command¦\nb")]
    [InlineData("a.with¦\nb")]
    [InlineData("a +¦\ntask b")]
    [InlineData("x =>¦\n// of it\noverride task b")]
    [InlineData("a +¦\n}")]
    [InlineData("a +¦")]
    public void What_may_stand_by_itself_below_does_not_go_on(string marked)
        => Scan(Unmark(marked), CSharpForm.Expression).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), CSharpScanFault.None, 0));

    [Theory]
    [InlineData("{}¦}")]
    [InlineData("{ \"}\" '}' @\"}\"\" }\" $\"{a}}}\" /* } */ // }\n}¦ }")]
    [InlineData("{\n#region can't \"}\n}¦\n#endregion }")]
    [InlineData("{\n#if false\n{ ' \"\n#elif true\n}¦\n#endif")]
    [InlineData("{\n  # if true == !X && (false || X != true)\n}¦\n#endif")]
    [InlineData("{ a # }¦")]
    [InlineData("{ for (;;) { if (a) b(); else { c(); } } }¦ else")]
    public void A_block_ends_after_the_brace_that_matches(string marked)
    {
        Scan(Unmark(marked), CSharpForm.Block).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), CSharpScanFault.None, 0));
        Scan(Unmark(marked), CSharpForm.Members).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), CSharpScanFault.None, 0));
    }

    [Theory]
    [InlineData("double[][]¦ where value.Length > 0")]
    [InlineData("Dictionary<string, (int A, int where)[]>¦\n")]
    [InlineData("Dictionary<string,\n  int>¦\nwhere x")]
    [InlineData("PcaSummary?¦ // why")]
    [InlineData("List</* of > */int>¦ /* x */")]
    [InlineData("Kernel¦ in [\"a\"]")]
    [InlineData("int¦ else \"m\"")]
    [InlineData("Inner.Whereabouts.@where¦;")]
    [InlineData("A¦}")]
    [InlineData("¦where x")]
    [InlineData("delegate*<int, void>¦")]
    public void A_representation_ends_at_a_newline_or_at_the_words_after_it(string marked)
        => Scan(Unmark(marked), CSharpForm.RepresentationType).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), CSharpScanFault.None, 0));

    [Theory]
    [InlineData("f(a¦\n}\n", CSharpScanFault.UnclosedBracket, 1)]
    [InlineData("f(a¦\ng(b\n", CSharpScanFault.UnclosedBracket, 1)]
    [InlineData("f(a¦\n'b\n", CSharpScanFault.UnclosedBracket, 1)]
    [InlineData("f(a¦ }", CSharpScanFault.UnclosedBracket, 1)]
    [InlineData("f(a¦\nneeds b\nrun c()\n", CSharpScanFault.UnclosedBracket, 1)]
    [InlineData("f(\n  a,\n  b¦\n}\n", CSharpScanFault.UnclosedBracket, 1)]
    [InlineData("f(a]¦\n", CSharpScanFault.MismatchedBracket, 3)]
    [InlineData("f a) + b¦\n", CSharpScanFault.MismatchedBracket, 3)]
    [InlineData("f(\"a)¦\n", CSharpScanFault.UnclosedString, 2)]
    [InlineData("f(\"a,\n  b)¦\n", CSharpScanFault.UnclosedString, 2)]
    [InlineData("\"a\\¦\n", CSharpScanFault.UnclosedString, 0)]
    [InlineData("$\"{a\"¦\n}\n", CSharpScanFault.UnclosedString, 0)]
    [InlineData("$\"{f(\"a)}¦\n", CSharpScanFault.UnclosedString, 0)]
    [InlineData("$\"{a:0\"¦\n", CSharpScanFault.UnclosedBracket, 2)]
    [InlineData("$$\"\"\"{{a}\"\"\"¦\n", CSharpScanFault.UnclosedBracket, 6)]
    [InlineData("$\"\"\"\n {f(\"a)}\n \"\"\"¦\n", CSharpScanFault.UnclosedString, 0)]
    [InlineData("\"\"\"a¦\n}\ntask b", CSharpScanFault.UnclosedString, 0)]
    [InlineData("@\"a¦\n}\ntask b", CSharpScanFault.UnclosedString, 0)]
    [InlineData("'a¦\n", CSharpScanFault.UnclosedChar, 0)]
    [InlineData("a¦ /* b\n}\n", CSharpScanFault.UnclosedComment, 2)]
    public void A_fault_costs_an_expression_no_more_than_its_own_lines(string marked, CSharpScanFault fault, int at)
        => Scan(Unmark(marked), CSharpForm.Expression).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), fault, at));

    [Theory]
    [InlineData("task a {¦\n  x()\n\ntask b {\n}\n", 7, CSharpScanFault.UnclosedBracket, 7, 14)]
    [InlineData("task a {\n  run {\n    f(\n  }¦\n}\n", 15, CSharpScanFault.UnclosedBracket, 22)]
    [InlineData("task a {\n  run {\n    if (b) {\n    if (c) {\n  }¦\n}\n", 15, CSharpScanFault.UnclosedBracket, 15)]
    [InlineData("task a {\n  run {\n    \"x\n  }¦\n}\n", 15, CSharpScanFault.UnclosedString, 21)]
    [InlineData("code {\n  int x;\n¦\n///\ntask a\n", 5, CSharpScanFault.UnclosedBracket, 5, 15)]
    [InlineData("code {\n  int x;\n tasks\ntasks\n¦", 5, CSharpScanFault.UnclosedBracket, 5)]
    [InlineData("{ f(a] }¦", 0, CSharpScanFault.MismatchedBracket, 5)]
    public void A_block_without_an_end_is_ended_by_its_indentation_or_the_next_declaration(
        string marked, int start, CSharpScanFault fault, int at, int? end = null)
        => CSharpScanner.FindEnd(Unmark(marked), start, CSharpForm.Block).ShouldBe(new CSharpExtent(end ?? marked.IndexOf('¦'), fault, at));

    [Theory]
    [InlineData("List<int¦\ntype B of int\n", CSharpScanFault.UnclosedBracket, 4)]
    [InlineData("List<int]¦\n", CSharpScanFault.MismatchedBracket, 8)]
    [InlineData("int[¦; x", CSharpScanFault.UnclosedBracket, 3)]
    public void A_fault_costs_a_representation_no_more_than_its_own_lines(string marked, CSharpScanFault fault, int at)
        => Scan(Unmark(marked), CSharpForm.RepresentationType).ShouldBe(new CSharpExtent(marked.IndexOf('¦'), fault, at));

    [Fact]
    public void What_is_no_block_has_no_extent()
        => Scan("x", CSharpForm.Block).ShouldBe(new CSharpExtent(0, CSharpScanFault.MismatchedBracket, 0));

    private static CSharpExtent Scan(string text, CSharpForm form) => CSharpScanner.FindEnd(text, 0, form);

    private static string Unmark(string marked) => marked.Replace("¦", "");
}
