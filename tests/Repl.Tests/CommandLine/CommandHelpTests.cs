using Dag.Repl.CommandLine;

namespace Dag.Repl.Tests.CommandLine;

public sealed class CommandHelpTests
{
    [Fact]
    public void All_commands_are_shown_with_what_may_follow_them() => CommandHelp.Text(null, 100).ShouldBe("""
        dag runs graphs of tasks: typed, checked before anything runs, written in C# and shell.

        Usage:
          dag [FILE]           open the prompt
          dag COMMAND [flags]  run a command; dag COMMAND --help shows its flags and examples

        Flags:
          -h, --help     show this help (or -?)
              --version  show the version

        Commands:
          run FILE [TARGET]…          check, plan and run
          repl [FILE]                 query and change a graph interactively
          check FILE…                 report all errors without running tasks
          plan FILE [TARGET]…         show what a run would do, with the value and origin of every option
          status FILE [TARGET]…       list what is out of date, and why
          why FILE TASK               explain why a task ran, or did not, in its last run, back to the first
                                      cause
          runs [show] [RUN]           list past runs; runs show RUN, or runs show last, shows one, task by
                                      task
          forget FILE TASK…           delete the cached products of tasks, so that the next run makes them
                                      anew
          cache info|verify|gc|clear  maintain the store: show it, verify it, delete unused products, or
                                      delete all
          query FILE QUERY            list the tasks that a query selects
          graph FILE [QUERY]          draw the graph, or a part of it
          test FILE…                  run the tests of files, each on its own copy of the graph
          fmt FILE…                   format files
          explain CODE                explain an error code: a program with the mistake, the message, and
                                      the program without it
          help [FILE] [TASK]          show a page on the language, queries or types; a command; or the
                                      tasks, options and types of a file

        Examples:
          dag iris.dag                         open the prompt with the tasks of iris.dag
          dag                                  open the prompt without a file
          dag run iris.dag pca --components 3  run a task with a value for one of its options
          dag status iris.dag                  list what is out of date
          dag help language                    the language on one page; also: query, types

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
              --format dot|mermaid|json  the output format (default:
                                         dot)
          -c, --command TEXT             statements to apply to the
                                         graph first, such as 'pin a
                                         = 3'
              --no-run-code              do not run C# of the file,
                                         not even the predicates of
                                         defaults
              --cache FOLDER             the state folder (default:
                                         DAG_CACHE, or .dag beside
                                         the file)
              --color auto|always|never  colours: auto (on a
                                         terminal, unless NO_COLOR
                                         is set), always or never
          -h, --help                     show this help (or -?)

        Examples:
          dag graph iris.dag | dot -Tsvg > iris.svg
              draw the graph with Graphviz
          dag graph iris.dag '..report' --format mermaid
              draw what leads to report

        dag FILE opens the prompt, where the same can be asked and changed step by step

        """);

    [Fact]
    public void A_command_that_takes_options_of_targets_says_so()
        => CommandHelp.Text(Verbs.Plan, 100).Split('\n').ShouldContain("      --OPTION VALUE             an option of the targets: --components 3; one alone is true");
}
