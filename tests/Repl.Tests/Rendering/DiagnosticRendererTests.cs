using Dag.Language.Diagnostics;
using Dag.Repl.Rendering;
using Dag.Repl.Terminal;

namespace Dag.Repl.Tests.Rendering;

public sealed class DiagnosticRendererTests
{
    private static readonly DiagnosticRenderer Renderer = new(new Paint(isOn: false));

    [Fact]
    public void A_message_has_its_place_its_line_with_the_span_marked_and_its_hint()
        => Renderer.Render(new Marked(new string('\n', 11) + "    needs «centre» as table\n").Error("unknown task 'centre'", "did you mean 'centred'?")).ShouldBe(
            """
            error DAG2001: unknown task 'centre'
              --> iris.dag:12:11
               |
            12 |     needs centre as table
               |           ^^^^^^
               help: did you mean 'centred'?


            """);

    [Fact]
    public void A_message_without_a_place_is_just_said()
        => Renderer.Render(new Diagnostic("DAG7002", null, "missing FILE") { Hint = "usage: dag run FILE" }).ShouldBe(
            """
            error DAG7002: missing FILE
              help: usage: dag run FILE


            """);

    [Fact]
    public void A_warning_says_so()
        => Renderer.Render(new Marked("«x»").Error("it is odd.") with { Severity = Severity.Warning }).ShouldBe(
            """
            warning DAG2001: it is odd.
             --> iris.dag:1:1
              |
            1 | x
              | ^


            """);

    [Fact]
    public void A_span_of_two_lines_is_marked_on_both()
        => Renderer.Render(new Marked("    run «{\n    }»\n").Error("this is empty.")).ShouldBe(
            """
            error DAG2001: this is empty.
             --> iris.dag:1:9
              |
            1 |     run {
              |         ^
            2 |     }
              |     ^


            """);

    [Fact]
    public void A_span_of_many_lines_shows_its_first_and_its_last()
        => Renderer.Render(new Marked("run «{\n  a;\n  b;\n  c; }» // end\n").Error("this is long.")).ShouldBe(
            """
            error DAG2001: this is long.
             --> iris.dag:1:5
              |
            1 | run {
              |     ^
              ⋮
            4 |   c; } // end
              |   ^^^^


            """);

    [Fact]
    public void A_span_that_ends_with_its_line_is_not_on_the_next()
        => Renderer.Render(new Marked("a «b\n»c").Error("b is wrong.")).ShouldBe(
            """
            error DAG2001: b is wrong.
             --> iris.dag:1:3
              |
            1 | a b
              |   ^


            """);

    [Fact]
    public void Notes_have_places_of_their_own_and_one_margin_for_all_numbers()
    {
        var source = new Marked("type «A» of int\n\n\n\n\n\n\n\n\n\n\ntype «A» of string");
        var diagnostic = new Diagnostic("DAG2003", source[1], "'A' is declared already.") { Notes = [new(source[0], "it is declared here first."), new(null, "a name is used once.")] };
        Renderer.Render(diagnostic).ShouldBe(
            """
            error DAG2003: 'A' is declared already.
              --> iris.dag:12:6
               |
            12 | type A of string
               |      ^
               note: it is declared here first.
              --> iris.dag:1:6
               |
             1 | type A of int
               |      -
               note: a name is used once.


            """);
    }

    [Fact]
    public void Tabs_keep_marks_under_what_they_mark()
        => Renderer.Render(new Marked("\toption\t«y»: Natural").Error("y.")).ShouldBe(
            """
            error DAG2001: y.
             --> iris.dag:1:9
              |
            1 |     option  y: Natural
              |             ^


            """);

    [Fact]
    public void Wide_letters_take_two_cells_and_combining_marks_none()
        => Renderer.Render(new Marked("\"名前 👍 e\u0301\" «名x»").Error("wide.")).ShouldBe(
            "error DAG2001: wide.\n --> iris.dag:1:12\n  |\n1 | \"名前 👍 e\u0301\" 名x\n  |             ^^^\n\n");

    [Fact]
    public void A_long_line_is_shown_around_its_span()
        => Renderer.Render(new Marked(new string('a', 500) + " «wrong» " + new string('b', 500)).Error("wrong.")).ShouldBe(
            $"""
            error DAG2001: wrong.
             --> iris.dag:1:502
              |
            1 | …{new string('a', 39)} wrong {new string('b', 74)}…
              | {new string(' ', 41)}^^^^^


            """);

    [Fact]
    public void A_long_line_is_never_cut_inside_a_character()
        => Renderer.Render(new Marked(string.Concat(Enumerable.Repeat("👍", 100)) + "a«x»").Error("x.")).ShouldNotContain("\uFFFD");

    [Fact]
    public void A_place_at_the_very_end_is_marked_once()
        => Renderer.Render(new Marked("task a {«»").Error("'}' is wanted.")).ShouldBe(
            """
            error DAG2001: '}' is wanted.
             --> iris.dag:1:9
              |
            1 | task a {
              |         ^


            """);

    [Fact]
    public void An_empty_file_has_a_place_too()
        => Renderer.Render(new Marked("«»").Error("there is nothing.")).ShouldBe(
            """
            error DAG2001: there is nothing.
             --> iris.dag:1:1
              |
            1 |
              | ^


            """);

    [Fact]
    public void Nothing_in_a_source_or_a_message_speaks_to_the_terminal()
        => Renderer.Render(new Marked("\"\u001b[31m\u202e\" «x»").Error("it said \u001b]0;title\u0007.\nAnd more.")).ShouldBe(
            "error DAG2001: it said \\u001b]0;title\\u0007.\n  And more.\n --> iris.dag:1:10\n  |\n1 | \"\\u001b[31m\\u202e\" x\n  |                    ^\n\n");

    [Fact]
    public void Many_come_by_file_and_place_and_are_counted()
    {
        var (first, second) = (new Marked("«a» «b»", "a.dag"), new Marked("«c»", "b.dag"));
        var diagnostics = new[]
        {
            new Diagnostic("DAG2002", first[1], "b."),
            new Diagnostic("DAG2001", second[0], "c.") { Severity = Severity.Warning },
            new Diagnostic("DAG2001", first[0], "a."),
            new Diagnostic("DAG1201", null, "d."),
        };
        Renderer.RenderAll(diagnostics).ShouldBe(
            """
            error DAG1201: d.

            error DAG2001: a.
             --> a.dag:1:1
              |
            1 | a b
              | ^

            error DAG2002: b.
             --> a.dag:1:3
              |
            1 | a b
              |   ^

            warning DAG2001: c.
             --> b.dag:1:1
              |
            1 | c
              | ^

            3 errors, 1 warning

            """);
    }

    [Fact]
    public void One_alone_is_not_counted()
        => Renderer.RenderAll([new Diagnostic("DAG1201", null, "file 'x' not found")]).ShouldBe("error DAG1201: file 'x' not found\n\n");

    [Fact]
    public void On_a_terminal_there_is_colour()
        => TerminalText.Of(new DiagnosticRenderer(new Paint(isOn: true)).Render(new Marked("«x»").Error("no."))).ShouldBe(
            "\e[1;31merror DAG2001\e[0m: \e[1mno.\e[0m\n \e[2m-->\e[0m iris.dag:1:1\n  \e[2m|\e[0m\n\e[2m1 |\e[0m x\n  \e[2m|\e[0m \e[1;31m^\e[0m\n\n");
}
