using System.Text;
using Dag.Language.Diagnostics;
using Dag.Repl.Terminal;

namespace Dag.Repl.Rendering;

/// <summary>The one table of statements: how each is written, what it does, and an example. Help, completion and the documents read it.</summary>
internal static class StatementHelp
{
    public static IReadOnlyList<StatementEntry> All { get; } =
    [
        new("set", "changing", "set TASK.OPTION = VALUE", "gives an option a value", "set pca.components = 3"),
        new("unset", "changing", "unset TASK.OPTION", "takes the value back, to the default", "unset pca.components"),
        new("override", "changing", "override task NAME { … }", "a new body, deps and options under the same name", "override task download { product Text; run => \"none\" }"),
        new("substitute", "changing", "substitute TASK with OTHER [in CONSUMER]", "lets the edges that led to a task lead to another", "substitute download with fake_download"),
        new("restore", "changing", "restore TASK [in CONSUMER]", "takes the substitution of a task back, and where there is none, its override", "restore download"),
        new("pin", "changing", "pin TASK = VALUE, or pin TASK => C#", "gives a product by hand; what only it needs does not run", "pin measurements = [[1.0, 2.0], [3.0, 4.5]]"),
        new("unpin", "changing", "unpin QUERY", "lets tasks make their products again", "unpin all"),
        new("disable", "changing", "disable QUERY", "leaves tasks out of everything, if nothing needs them", "disable report"),
        new("enable", "changing", "enable QUERY", "takes them in again", "enable report"),
        new("remove", "changing", "remove QUERY", "removes tasks that no other needs", "remove report"),
        new("rename", "changing", "rename TASK to NAME", "gives a task another name, everywhere", "rename pca to components"),
        new("undo", "changing", "undo [N]", "takes the last change back, or the last N", "undo"),
        new("redo", "changing", "redo [N]", "makes them again", "redo"),
        new("diff", "changing", "diff", "the graph against its files, as source", "diff"),
        new("save", "changing", "save [\"FILE\"]", "writes the graph as source, comments kept", "save"),
        new("load", "changing", "load \"FILE\"", "reads another file in place of this one", "load \"iris.dag\""),
        new("reload", "changing", "reload", "reads the files again and makes the changes again", "reload"),
        new("show", "asking", "show QUERY, TASK.OPTION, types, type NAME or env", "tasks, an option, types, or everything as source", "show ..pca"),
        new("plan", "asking", "plan [QUERY]", "what would run, in order, with which values, and why", "plan pca"),
        new("why", "asking", "why TASK", "which input changed since its product was made", "why pca"),
        new("graph", "asking", "graph [QUERY] [as dot|mermaid|json]", "the graph, or a part of it, drawn", "graph ..pca as mermaid"),
        new("logs", "asking", "logs TASK", "what it wrote when it last ran", "logs download"),
        new("runs", "asking", "runs", "the latest runs in the folder for state, those of other sessions too", "runs"),
        new("help", "asking", "help [STATEMENT]", "this; ?NAME does the same, and shows what a name stands for", "help set"),
        new("run", "running", "run QUERY [with TASK.OPTION = VALUE, …] [&]", "makes tasks and all they need; & in the background", "run pca with pca.components = 3"),
        new("jobs", "running", "jobs", "what runs in the background, and what has", "jobs"),
        new("watch", "running", "watch [JOB]", "shows a job in motion until it ends; Ctrl-C stops watching, not the job", "watch 1"),
        new("cancel", "running", "cancel [JOB]", "ends a job", "cancel 1"),
        new("task", "declaring", "task NAME { needs … option … product … run … }", "a task", "task ten { product Natural; run => 10 }"),
        new("type", "declaring", "type NAME of C#TYPE, : PARENT or list of TYPE [in […]] [where …]", "a type and which values it takes", "type Rank : Natural where value <= 16"),
        new("import", "declaring", "import MODULE or \"FILE\" [as NAME]", "takes in what another file declares", "import std.files"),
        new("using", "declaring", "using NAMESPACE", "opens a namespace of C#", "using System.Text.Json"),
        new("reference", "declaring", "reference \"FILE.dll\"", "makes an assembly's types usable", "reference \"lib/Stats.dll\""),
        new("code", "declaring", "code { … }", "C# members that every body sees", "code { static int Twice(int x) => 2 * x; }"),
        new("language", "declaring", "language NAME runs \"PROGRAM\" \"ARGUMENT\" …", "how the scripts of a language are run", "language node runs \"node\" \"{script}\""),
        new("test", "declaring", "test \"ABOUT\" { … }", "changes, and what is to hold after them", "test \"one is enough\" { set pca.components = 1; expect pca }"),
        new("expect", "declaring", "expect TASK [where C#], or expect error \"TEXT\" from STATEMENT", "inside a test: what has to hold", "expect pca where value.Length == 1"),
    ];

    public static StatementEntry? Find(string word) => All.FirstOrDefault(entry => entry.Word == word);

    /// <summary>All statements in short, or one in full.</summary>
    public static string Text(string? about, Paint paint)
    {
        if (about is null)
            return Overview(paint);
        if (Find(about) is { } entry)
            return $"{paint.Strong(entry.Usage)}\n    {entry.Meaning}\n    {paint.Faint("such as:")} {entry.Example}\n";

        var hint = Suggestion.For(about, All.Select(each => each.Word));
        return $"'{about}' is not a statement{(hint is null ? "." : $"; {hint}")} help lists them; show {about} shows what has that name.\n";
    }

    private static string Overview(Paint paint)
    {
        var columns = new Columns(new Column(Paint: paint.Strong), new Column());
        foreach (var group in All.GroupBy(entry => entry.Group))
        {
            columns.AddLine(paint.Faint(group.Key));
            foreach (var entry in group)
                columns.Add(entry.Word, entry.Meaning);
        }

        return new StringBuilder(columns.Lay(margin: "  ")).Append("\nA QUERY names tasks: pca, etl.*, ..pca, pca.., a..b, a + b, a & b, a - b, deps(q, n), rdeps(q, n), roots(q), leaves(q), all, q where stale.\n")
            .Append("A name alone shows it, ?NAME explains it, and what is no statement is C# over what has been made: pca.Variances.Sum()\n")
            .Append("Ctrl-D, exit or quit leaves.\n").ToString();
    }
}
