using Dag.EndToEnd.Tests.Running;

namespace Dag.EndToEnd.Tests.Prompting;

/// <summary>Sessions at a real terminal, whose screen is compared.</summary>
public sealed class TerminalTests
{
    private const string Source = """
        type Kernel : Text in ["linear", "rbf"]

        /// Ten of them.
        task ten {
          option n: Natural = 10
          option kernel: Kernel = "rbf"
          product Natural
          run => n
        }

        task twice {
          needs ten
          product Natural
          run => ten * 2
        }

        /// Takes its time.
        task slow {
          needs twice
          option seconds: Natural = 60
          option password: Secret = "none"
          run sh "sleep $seconds"
        }
        """;

    [Fact]
    public void A_graph_is_asked_changed_and_run_and_C_sharp_is_over_what_it_made()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");

        screen.UntilSeen("dag>").Type("run twice", "Enter").Until("20\ndag>");
        screen.Type("set ten.n = 4", "Enter").UntilSeen("out of date: ten, twice").Type("twice + 1", "Enter").Until("21\ndag>");
        screen.Type("run twice", "Enter").Until("8\ndag>").Type("undo", "Enter").UntilSeen("undone: set ten.n = 4");
        screen.Type("ten.n", "Enter").UntilSeen("where value >= 0").Until("dag>");

        Below(screen.Shown(), "dag> ten.n").ShouldBe("""
            dag> ten.n
            ten.n: Natural = 10   (default, graph.dag:5)
                    type Natural of int where value >= 0
            dag>
            """);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_pasted_block_is_read_as_a_file_would_be(bool isMarked)
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(screen);

        screen.Paste("task three\n{\n  product Natural\n  run => 3\n}\nrun three\n", isMarked).Until("3\ndag>");
        screen.Paste("int F(int a)\n{\n    return a + 1;\n}\n\nF(41)\n    .ToString()\n    .Length\n", isMarked).Until("2\ndag>");
        screen.Paste("if (false)\n{\n}\n// or else\nelse\n{\n    Console.WriteLine(\"other\");\n}", isMarked).Type("", "Enter").Until("other\ndag>");
        Below(screen.Shown(), "dag> int").ShouldBe("""
            dag> int F(int a)
                 {
                     return a + 1;
                 }
            dag>
                 F(41)
                     .ToString()
                     .Length
            2
            dag> if (false)
                 {
                 }
                 // or else
                 else
                 {
                     Console.WriteLine("other");
                 }
            other
            dag>
            """);
    }

    [Fact]
    public void A_product_on_a_terminal_is_made_visible_but_for_raw()
    {
        using var dag = new DagProcess().With("a.dag", "task a { product Text; run => \"\\u001b[31mred\\u001b[0m\\tand \\u202eback\" }\n");
        using var screen = new TerminalScreen(dag, "screen-256color", "run", "a.dag");
        screen.UntilSeen("left with 0").Shown().ShouldBe("\\u001b[31mred\\u001b[0m  and \\u202eback\nleft with 0");

        using var raw = new TerminalScreen(dag, "screen-256color", "run", "a.dag", "--raw");
        raw.UntilSeen("left with 0").Coloured().ShouldStartWith("\e[31mred");
    }

    [Fact]
    public void Colours_of_a_script_pass_to_a_terminal_and_nothing_else_of_it_does()
    {
        using var dag = new DagProcess().With("a.dag", "task a { run sh \"printf '\\\\033[31mred\\\\033[2J\\\\n'\" }\n");
        using var screen = new TerminalScreen(dag, "screen-256color", "run", "a.dag");
        screen.UntilSeen("left with 0").Shown().ShouldBe("a | red\\u001b[2J\nleft with 0");
        screen.Coloured().ShouldContain("\e[31mred");
    }

    [Fact]
    public void A_list_opens_while_a_name_is_typed_and_Tab_takes_from_it()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(screen);

        screen.Type("set ten.").Until("dag> set ten.").Type("k").UntilSeen("ten.kernel │");
        Below(screen.Shown(), "dag> set").ShouldBe("""
            dag> set ten.k
                          ┌────────────┬────────┐
                          │>ten.kernel │ Kernel │
                          └────────────┴────────┘
            """);
        screen.Type("", "Tab").Until("dag> set ten.kernel").Type(" =").Until("ten.kernel =").Type(" ").UntilSeen("\"linear\"").Type("", "Down", "Tab").UntilSeen("set ten.kernel = \"rbf\"");
        screen.Type("", "Enter").Until("dag>");
    }

    [Fact]
    public void A_list_opens_in_a_body_that_is_being_written()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(screen);

        // What C# there is is known once the compiler has started behind the prompt.
        screen.Type("1 + 1", "Enter").Until("2\ndag>");
        screen.Type("task a { needs twice; run => twice.").Until("=> twice.").Type("C").UntilSeen("CompareTo").Type("", "Tab").UntilSeen("twice.CompareTo");
    }

    [Fact]
    public void A_task_is_typed_over_several_lines_in_colours()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(screen);

        screen.Type("task more {", "Enter").Type("product Natural", "Enter").Type("run => 3", "Enter").Type("}", "Enter").Type("run more", "Enter").Until("3\ndag>");

        // How far lines are set in depends on whether they came in one go.
        string.Join('\n', Below(screen.Shown(), "dag> task").Split('\n').Select(line => line.TrimStart())).ShouldBe("""
            dag> task more {
            product Natural
            run => 3
            }
            affects more (not run yet)
            dag> run more
            3
            dag>
            """);
        screen.Coloured().ShouldContain("\e[94mtask");
    }

    [Fact]
    public void Control_C_cancels_what_runs_and_keeps_the_session()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(screen);

        screen.Type("run slow", "Enter").UntilSeen("● slow").Type("", "C-c").UntilSeen("1 cancelled").Until("dag>");
        screen.Type("", "C-c").UntilSeen("Ctrl-D, exit or quit ends the session\ndag>");
        screen.Type("twice", "C-c").Type("1 + 1", "Enter").Until("2\ndag>");
        screen.Type("", "C-d").Until("left with 0");
    }

    [Fact]
    public void A_job_is_watched_left_and_cancelled_and_its_end_is_told()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(screen);

        screen.Type("run slow &", "Enter").UntilSeen("job 1 started in the background").Type("watch", "Enter").UntilSeen("● slow").Type("", "C-c").UntilSeen("job 1 is still running");
        screen.Type("", "C-d").UntilSeen("a job is still running; exit again to cancel it");
        screen.Type("cancel 1", "Enter").UntilSeen("job 1 is being cancelled").Type("watch 1", "Enter").Until("dag>").Type("jobs", "Enter");

        screen.UntilSeen("1  cancelled").UntilSeen("job 1 was cancelled: run slow &").Type("quit", "Enter").Until("left with 0");
    }

    [Fact]
    public void Lines_are_kept_for_the_project_without_secrets()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using (var first = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag"))
        {
            Opened(first);
            first.Type("twice + 0", "Enter").Until("dag>").Type("set slow.password = \"hush\"", "Enter").UntilSeen("not saved in the history").Until("dag>");
            first.Type("exit", "Enter").Until("left with 0");
        }

        using var second = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");
        Opened(second);
        second.Type("", "Up").Until("dag> ten.n").Type("", "Up").Until("dag> exit").Type("", "Up").UntilSeen("dag> twice + 0");
        Directory.EnumerateFiles(dag.Folder, "*", SearchOption.AllDirectories).Where(path => File.ReadAllText(path).Contains("hush", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_wrong_is_said_to_be_and_the_prompt_opens()
    {
        using var dag = new DagProcess().With("graph.dag", "task a { needs b }\n");
        using var screen = new TerminalScreen(dag, "screen-256color", "repl", "graph.dag");

        screen.UntilSeen("dag>").Type("1 + 1", "Enter").Until("2\ndag>");

        screen.Shown().ShouldContain("'graph.dag' has errors and was not loaded; fix it, then: load \"graph.dag\"");
        dag.With("graph.dag", Source);
        screen.Type("load \"graph.dag\"", "Enter").UntilSeen("loaded graph.dag").Type("run ten", "Enter").Until("10\ndag>");
    }

    [Fact]
    public void A_terminal_that_can_do_nothing_gets_plain_lines()
    {
        using var dag = new DagProcess().With("graph.dag", Source);
        using var screen = new TerminalScreen(dag, "dumb", "repl", "graph.dag");

        screen.Until("dag>").Type("run twice", "Enter").Until("20\ndag>").Type("task more {", "Enter").Until("...>");
        screen.Type("product Natural; run => 3 }", "Enter").Until("dag>").Type("run more", "Enter").Until("3\ndag>").Type("twice + 1", "Enter").Until("21\ndag>");

        screen.Type("", "C-d").Until("left with 0");
    }

    // The file has been read once a name of it is known.
    private static void Opened(TerminalScreen screen) => screen.UntilSeen("dag>").Type("ten.n", "Enter").UntilSeen("(default, graph.dag:5)").Until("dag>").Type("", "C-l");

    private static string Below(string screen, string from) => screen[screen.LastIndexOf(from, StringComparison.Ordinal)..];
}
