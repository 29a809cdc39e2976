using System.Text;
using Dag.Language.Diagnostics;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>The one table of statements: how each is written, what it does, and an example. Help, completion and the documents read it.</summary>
internal static class StatementHelp
{
    public static IReadOnlyList<StatementEntry> All { get; } =
    [
        new("set", "changing", "set TASK.OPTION = VALUE", "sets an option", "set pca.components = 3"),
        new("unset", "changing", "unset TASK.OPTION", "resets an option to its default", "unset pca.components"),
        new("override", "changing", "override task NAME { … }", "replaces a task's body, deps and options", "override task download { product Text; run => \"none\" }"),
        new("substitute", "changing", "substitute TASK with OTHER [in CONSUMER]", "replaces a dep by another task", "substitute download with fake_download"),
        new("restore", "changing", "restore TASK [in CONSUMER]", "undoes the substitution of a task, or else its override", "restore download"),
        new("pin", "changing", "pin TASK = VALUE, or pin TASK => C#", "fixes a task's product; tasks that only it needs do not run", "pin measurements = [[1.0, 2.0], [3.0, 4.5]]"),
        new("unpin", "changing", "unpin QUERY", "removes pins", "unpin all"),
        new("disable", "changing", "disable QUERY", "disables tasks that no other task needs", "disable report"),
        new("enable", "changing", "enable QUERY", "enables disabled tasks", "enable report"),
        new("remove", "changing", "remove QUERY", "removes tasks that no other task needs", "remove report"),
        new("rename", "changing", "rename TASK to NAME", "renames a task everywhere", "rename pca to components"),
        new("undo", "changing", "undo [N]", "undoes the last change, or the last N", "undo"),
        new("redo", "changing", "redo [N]", "redoes what was undone", "redo"),
        new("diff", "changing", "diff", "shows the changes since the files were read, as source", "diff"),
        new("save", "changing", "save [\"FILE\"]", "saves the graph as source, with comments", "save"),
        new("load", "changing", "load \"FILE\"", "loads another file instead of this one", "load \"iris.dag\""),
        new("reload", "changing", "reload", "reads the files again and reapplies the changes", "reload"),
        new("show", "asking", "show QUERY, TASK.OPTION, types, type NAME or env", "shows tasks, an option, types, or everything as source", "show ..pca"),
        new("plan", "asking", "plan [QUERY]", "shows what would run, in order, with option values and reasons", "plan pca"),
        new("why", "asking", "why TASK", "shows which input changed since the task last ran", "why pca"),
        new("graph", "asking", "graph [QUERY] [as dot|mermaid|json]", "draws the graph, or a part of it", "graph ..pca as mermaid"),
        new("logs", "asking", "logs TASK", "shows the output of a task's last run", "logs download"),
        new("runs", "asking", "runs", "lists the latest runs in the state folder, of other sessions too", "runs"),
        new("help", "asking", "help [STATEMENT], help language, query or types", "shows help; ?NAME does the same, and shows what a name means", "help set"),
        new("run", "running", "run QUERY [with TASK.OPTION = VALUE, …] [&]", "runs tasks and their deps; & runs them in the background", "run pca with pca.components = 3"),
        new("forget", "running", "forget QUERY", "deletes the cached products of tasks; the next run makes them anew", "forget download"),
        new("jobs", "running", "jobs", "lists background jobs", "jobs"),
        new("watch", "running", "watch [JOB]", "shows a job's progress until it ends; Ctrl-C stops watching, not the job", "watch 1"),
        new("cancel", "running", "cancel [JOB]", "cancels a job", "cancel 1"),
        new("task", "declaring", "task NAME { needs … option … product … run … }", "declares a task", "task ten { product Natural; run => 10 }"),
        new("type", "declaring", "type NAME of C#TYPE, : PARENT or list of TYPE [in […]] [where …]", "declares a type and its valid values", "type Rank : Natural where value <= 16"),
        new("import", "declaring", "import MODULE or \"FILE\" [as NAME]", "imports the declarations of another file", "import std.files"),
        new("using", "declaring", "using NAMESPACE", "opens a C# namespace", "using System.Text.Json"),
        new("reference", "declaring", "reference \"FILE.dll\"", "references an assembly", "reference \"lib/Stats.dll\""),
        new("code", "declaring", "code { … }", "declares C# members for all bodies", "code { static int Twice(int x) => 2 * x; }"),
        new("language", "declaring", "language NAME [runs \"PROGRAM\" \"ARGUMENT\" …] [modules \"FILES\" …]", "declares how scripts of a language are run, and which files they import", "language node runs \"node\" \"{script}\""),
        new("test", "declaring", "test \"ABOUT\" { … }", "declares a test: changes and expectations", "test \"one is enough\" { set pca.components = 1; expect pca }"),
        new("expect", "declaring", "expect TASK [where C#], or expect error \"TEXT\" from STATEMENT", "in a test: states what must be true", "expect pca where value.Length == 1"),
    ];

    /// <summary>The words that only a prompt has.</summary>
    public static IReadOnlyList<StatementEntry> AtPrompt { get; } =
    [
        new("copy", "at the prompt", "copy WHAT to \"FILE\"", "writes a value by the file's extension: .json, .csv or .txt; copies a file or folder", "copy bills to \"bills.csv\""),
        new("time", "at the prompt", "time INPUT", "says how long an input took", "time run pca"),
        new("more", "at the prompt", "more", "shows the rest of an answer that did not fit the window, in $PAGER where that is set", "more"),
        new("edit", "at the prompt", "edit [TASK]", "opens $VISUAL or $EDITOR with the last input, or with a task to override", "edit pca"),
        new("history", "at the prompt", "history [TEXT]", "lists what was typed, or that of it with a text", "history run"),
        new("clear", "at the prompt", "clear", "empties the screen", "clear"),
    ];

    public static StatementEntry? Find(string word) => All.Concat(AtPrompt).FirstOrDefault(entry => entry.Word == word);

    /// <summary>All statements in short, or one in full.</summary>
    public static string Text(string? about, Paint paint)
    {
        if (about is null)
            return Overview(paint);
        if (HelpPages.Find(about) is { } page)
            return Find(about) is { } same ? $"{page}\n{InFull(same, paint)}" : page;
        if (Find(about) is { } entry)
            return InFull(entry, paint);

        var hint = Suggestion.For(about, All.Select(each => each.Word));
        return $"unknown statement '{about}'{(hint is null ? "" : $"; {hint}")}\nhelp lists the statements; show {about} shows what has that name\n";
    }

    private static string InFull(StatementEntry entry, Paint paint)
        => $"{paint.Strong(entry.Usage)}\n    {entry.Meaning}\n    {paint.Faint("such as:")} {entry.Example}\n";

    private static string Overview(Paint paint)
    {
        var columns = new Columns(new Column(Paint: paint.Strong), new Column());
        foreach (var group in All.Concat(AtPrompt).GroupBy(entry => entry.Group))
        {
            columns.AddLine(paint.Faint(group.Key));
            foreach (var entry in group)
                columns.Add(entry.Word, entry.Meaning);
        }

        return new StringBuilder(columns.Lay(margin: "  ")).Append("\nA QUERY names tasks: pca, etl.*, ..pca, pca.., a..b, a + b, a & b, a - b, deps(q, n), rdeps(q, n), roots(q), leaves(q), all, q where stale.\n")
            .Append("help language, help query and help types show a page each.\n")
            .Append("A task's name shows its value once it is made, ?NAME explains it; _ is the last value, !COMMAND is for the shell. Anything else is C# over the products: pca.Variances.Sum()\n")
            .Append("Ctrl-D, exit or quit ends the session.\n").ToString();
    }
}
