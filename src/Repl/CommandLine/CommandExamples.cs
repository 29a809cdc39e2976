namespace Dag.Repl.CommandLine;

/// <summary>Examples of each command, which its help shows. Apart from the table of commands, since a start has no use for them.</summary>
internal static class CommandExamples
{
    private static readonly Dictionary<string, CommandExample[]> ByVerb = new(StringComparer.Ordinal)
    {
        ["run"] =
        [
            new("dag run iris.dag", "run what the file runs by itself"),
            new("dag run iris.dag pca --components 3", "run a task with a value for one of its options"),
            new("dag run iris.dag report --set pca.components=3 -j 4", "set an option of any task; at most 4 tasks at once"),
            new("dag run iris.dag -n", "show what would run"),
            new("dag run iris.dag --watch", "run again after every change"),
            new("dag run iris.dag -c 'pin measurements = [[1.0, 2.0]]'", "run with a product given by hand"),
        ],
        ["repl"] =
        [
            new("dag repl iris.dag", "open the prompt; the same as: dag iris.dag"),
            new("dag iris.dag -c 'show all'", "answer one statement and end"),
            new("echo 'run pca' | dag iris.dag", "take statements from a pipe"),
        ],
        ["check"] = [new("dag check iris.dag lib/util.dag", "report all errors of two files")],
        ["plan"] =
        [
            new("dag plan iris.dag", "show what a run would do"),
            new("dag plan iris.dag pca --components 3", "the same for one task, with a value for one of its options"),
        ],
        ["status"] =
        [
            new("dag status iris.dag", "list what is out of date, and why"),
            new("dag status iris.dag all", "of every task of the file"),
        ],
        ["why"] =
        [
            new("dag why iris.dag report", "explain why report ran"),
            new("dag why iris.dag report --all", "also list what did not change"),
        ],
        ["runs"] =
        [
            new("dag runs", "list past runs, the latest first"),
            new("dag runs show last", "show the latest run, task by task"),
        ],
        ["forget"] =
        [
            new("dag forget iris.dag download", "make download anew in the next run"),
            new("dag forget iris.dag '..report'", "report, and all that leads to it"),
        ],
        ["cache"] =
        [
            new("dag cache info", "show how much is stored"),
            new("dag cache gc --older 7d", "list what has not been used for a week"),
            new("dag cache gc --older 7d --yes", "delete it"),
        ],
        ["query"] =
        [
            new("dag query iris.dag all", "list all tasks"),
            new("dag query iris.dag '..report - download'", "what leads to report, without download"),
        ],
        ["graph"] =
        [
            new("dag graph iris.dag | dot -Tsvg > iris.svg", "draw the graph with Graphviz"),
            new("dag graph iris.dag '..report' --format mermaid", "draw what leads to report"),
        ],
        ["test"] =
        [
            new("dag test iris.dag", "run the tests of a file"),
            new("dag test iris.dag --filter enough", "only those with 'enough' in their names"),
        ],
        ["fmt"] =
        [
            new("dag fmt iris.dag", "format a file"),
            new("dag fmt --check iris.dag", "only say whether it is formatted"),
        ],
        ["explain"] = [new("dag explain DAG2001", "explain the code of a message")],
        ["help"] =
        [
            new("dag help iris.dag", "list the tasks of a file"),
            new("dag help iris.dag pca", "show the options of a task"),
            new("dag help run", "the same as: dag run --help"),
            new("dag help language", "the language on one page; also: query, types"),
        ],
    };

    /// <summary>Those of the program as a whole.</summary>
    public static IReadOnlyList<CommandExample> General { get; } =
    [
        new("dag iris.dag", "open the prompt with the tasks of iris.dag"),
        new("dag", "open the prompt without a file"),
        new("dag run iris.dag pca --components 3", "run a task with a value for one of its options"),
        new("dag status iris.dag", "list what is out of date"),
        new("dag help language", "the language on one page; also: query, types"),
    ];

    public static IReadOnlyList<CommandExample> Of(Verb verb) => ByVerb[verb.Name];
}

/// <summary>A line that can be typed in a shell, and what it does.</summary>
internal sealed record CommandExample(string Line, string About);
