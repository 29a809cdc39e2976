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
          repl [FILE]                 query and change a graph interactively
          check FILE…                 report all errors without running tasks
          plan FILE [TARGET]…         show what a run would do, with the value and origin of every option
          why FILE TASK               explain why a task ran, or did not, in its last run
          runs [show] [RUN]           list past runs; runs show RUN shows one, task by task
          cache info|verify|gc|clear  maintain the store: show it, verify it, delete unused products, or
                                      delete all
          query FILE QUERY            list the tasks that a query selects
          graph FILE [QUERY]          draw the graph, or a part of it
          test FILE…                  run the tests of files, each on its own copy of the graph
          fmt FILE…                   format files
          help [FILE] [TASK]          show the tasks, options and types of a file

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
          -h, --help                     show this help (or -?)

        """);

    [Fact]
    public void A_command_that_takes_options_of_targets_says_so()
        => CommandHelp.Text(Verbs.Plan, 100).Split('\n').ShouldContain("      --OPTION VALUE  an option of the targets: --components 3; one alone is true");
}
