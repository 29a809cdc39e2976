using Dag.Repl.CommandLine;

namespace Dag.Repl.Tests.CommandLine;

public sealed class CommandHelpTests
{
    [Fact]
    public void All_commands_are_shown_with_what_may_follow_them() => CommandHelp.Text(null, 100).ShouldBe("""
        dag runs graphs of tasks: typed, checked before anything runs, written in C# and shell.

        Usage:
          dag [COMMAND] [flags]

        Flags:
          -h, --help     show this help (or -?)
              --version  show the version

        Commands:
          run FILE [TARGET]…          check, plan and run
          repl [FILE]                 ask and change a graph, statement by statement
          check FILE…                 say everything that is wrong, run nothing
          plan FILE [TARGET]…         say what a run would do, with every option's value and where it comes
                                      from
          why FILE TASK               say why a task ran, or did not, when it was last reached
          runs [show] [RUN]           list the runs there were; runs show RUN: one of them, task by task
          cache info|verify|gc|clear  look after what is stored: what there is, whether it is whole, what is
                                      not used any more, all of it away
          query FILE QUERY            say which tasks a query names
          graph FILE [QUERY]          draw the graph, or a part of it
          test FILE…                  run the tests of files, each on a copy of the graph of its own
          fmt FILE…                   put files into the one layout
          help [FILE] [TASK]          what a file offers: tasks, options, types

        """);

    [Fact]
    public void Of_one_command_the_operands_and_flags_are_shown() => CommandHelp.Text(Verbs.Graph, 60).ShouldBe("""
        draw the graph, or a part of it

        Usage:
          dag graph FILE [QUERY] [flags]

        Arguments:
          FILE   a .dag file
          QUERY  tasks by name, etl.*, ..name, name.., a..b, a + b,
                 a & b, a - b, deps(q, n), q where pinned

        Flags:
              --format dot|mermaid|json  the form of the graph
                                         (default: dot)
          -c, --command TEXT             statements said to the
                                         graph: changes first, such
                                         as 'pin a = 3'
              --no-run-code              run no C# of the file, not
                                         even the predicates of
                                         defaults
              --cache FOLDER             the folder for state
                                         instead of .dag beside the
                                         file (or DAG_CACHE)
          -h, --help                     show this help (or -?)

        """);

    [Fact]
    public void A_command_that_takes_options_of_targets_says_so()
        => CommandHelp.Text(Verbs.Plan, 100).Split('\n').ShouldContain("      --OPTION VALUE  an option of the targets: --components 3; one alone is true");
}
