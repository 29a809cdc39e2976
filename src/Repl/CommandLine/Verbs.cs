using Dag.Language.Collections;

namespace Dag.Repl.CommandLine;

/// <summary>The verbs and flags of the program: the one table that words are parsed by, suggested from and shown from as help.</summary>
internal static class Verbs
{
    public static readonly Flag Set = new("--set", null, "t.o=v", "an option of any task: --set task.option=value");
    public static readonly Flag With = new("--with", null, "FILE", "values of options from a .json file or a .dag file of 'set' statements; may be given several times");
    public static readonly Flag Jobs = new("--jobs", "-j", "N", "maximum number of tasks at once (default: the number of processors)");
    public static readonly Flag KeepGoing = new("--keep-going", "-k", null, "continue after a failure with tasks that do not depend on it");
    public static readonly Flag DryRun = new("--dry-run", "-n", null, "show what would run without running it");
    public static readonly Flag Force = new("--force", null, null, "run everything, even if it is up to date");
    public static readonly Flag Publish = new("--publish", null, "FOLDER", "copy the products of the targets into a folder");
    public static readonly Flag Overwrite = new("--overwrite", null, null, "replace published files that were edited since");
    public static readonly Flag Older = new("--older", null, "D", "minimum time since the last use, such as 7d (default: 30d)");
    public static readonly Flag Yes = new("--yes", null, null, "delete; without it, only show what would be deleted");
    public static readonly Flag Json = new("--json", null, null, "print one JSON object per line");
    public static readonly Flag Raw = new("--raw", null, null, "print products to a terminal unescaped, with control characters (always so to a pipe or a file)");
    public static readonly Flag Cache = new("--cache", null, "FOLDER", "the state folder (default: DAG_CACHE, or .dag beside the file)");
    public static readonly Flag Memory = new("--memory", null, "SIZE", "memory limit for products, such as 512MB (default: DAG_MEMORY, or a quarter of the memory, at most 1GB)");
    public static readonly Flag Command = new("--command", "-c", "TEXT", "statements to apply to the graph first, such as 'pin a = 3'");
    public static readonly Flag Check = new("--check", null, null, "write nothing; exit with 5 if a file is not formatted");
    public static readonly Flag NoRunCode = new("--no-run-code", null, null, "do not run C# of the file, not even the predicates of defaults");

    public static readonly Flag Quiet = new("--quiet", "-q", null, "say only what fails");
    public static readonly Flag Verbose = new("--verbose", "-v", null, "one line per step: what starts, ends, is reused, is tried again");
    public static readonly Flag Watch = new("--watch", null, null, "run again whenever the file or an input changes, until Ctrl-C");
    public static readonly Flag Everything = new("--all", "-a", null, "also list what did not change");

    public static readonly Flag Colour = new("--color", null, "auto|always|never", "colours: auto (on a terminal, unless NO_COLOR is set), always or never")
    {
        Choices = OneOf("auto", "always", "never"),
    };

    public static readonly Flag Filter = new("--filter", null, "TEXT", "only run tests whose names contain TEXT");

    public static readonly Flag Progress = new("--progress", null, "auto|plain|none", "auto (live on a terminal, else failures and a summary), plain (one line per step) or none (only failures)")
    {
        Choices = OneOf("auto", "plain", "none"),
    };

    public static readonly Flag Output = new("--output", null, "prefixed|grouped|failed", "output of tasks: line by line, grouped when a task ends, or only of tasks that fail (default with --progress none)")
    {
        Choices = OneOf("prefixed", "grouped", "failed"),
    };

    public static readonly Flag Form = new("--format", null, "dot|mermaid|json", "the output format (default: dot)")
    {
        Choices = OneOf("dot", "mermaid", "json"),
    };

    private static readonly Operand File = new("FILE", "a .dag file", IsRequired: true, IsMany: false);
    private static readonly Operand Files = new("FILE", ".dag files", IsRequired: true, IsMany: true);
    private static readonly Operand Targets = new("TARGET", "tasks to run, or queries such as ..name (default: the file's run statements, or else its leaves)", IsRequired: false, IsMany: true);
    private static readonly Operand Layouts = new("FILE", ".dag files, or '-' for standard input to standard output", IsRequired: true, IsMany: true);
    private static readonly Operand Query = new("QUERY", "tasks by name, etl.*, ..name, name.., a..b, a + b, a & b, a - b, deps(q, n), q where pinned", IsRequired: true, IsMany: false);
    private static readonly Operand MaybeQuery = Query with { IsRequired = false };
    private static readonly Operand MaybeFile = File with { IsRequired = false };
    private static readonly Operand About = new("FILE", "language, query or types; a command; or a .dag file (default: list the commands)", IsRequired: false, IsMany: false);
    public static readonly Operand CacheAction = new("info|verify|gc|clear", "the action", IsRequired: true, IsMany: false) { Wanted = "info, verify, gc or clear" };
    private static readonly Operand OneTask = new("TASK", "a task of the file", IsRequired: true, IsMany: false);
    private static readonly Operand Forgotten = new("TASK", "tasks of the file, or queries such as etl.*", IsRequired: true, IsMany: true);
    private static readonly Operand Code = new("CODE", "the code of a message, such as DAG2001", IsRequired: true, IsMany: false);
    private static readonly Operand Show = new("show", "the word 'show'", IsRequired: false, IsMany: false);
    public static readonly Operand RunName = new("RUN", "the name of a run, or last", IsRequired: false, IsMany: false);
    private static readonly Operand Task = new("TASK", "a task of the file", IsRequired: false, IsMany: false);

    public static readonly Verb Run = Of("run", "check, plan and run", [File, Targets], [Set, With, Command, Jobs, KeepGoing, DryRun, Force, Publish, Overwrite, Watch, Quiet, Verbose, Progress, Output, Json, Raw, Cache, Memory]) with { TakesOptionsOfTargets = true };
    public static readonly Verb Checking = Of("check", "report all errors without running tasks", [Files], [NoRunCode, Json, Cache]);
    public static readonly Verb Plan = Of("plan", "show what a run would do, with the value and origin of every option", [File, Targets], [Set, With, Command, NoRunCode, Json, Cache]) with { TakesOptionsOfTargets = true };
    public static readonly Verb Why = Of("why", "explain why a task ran, or did not, in its last run, back to the first cause", [File, OneTask], [Everything, NoRunCode, Json, Cache]);
    public static readonly Verb Status = Of("status", "list what is out of date, and why", [File, Targets], [Set, With, Command, NoRunCode, Json, Cache]) with { TakesOptionsOfTargets = true };
    public static readonly Verb Forget = Of("forget", "delete the cached products of tasks, so that the next run makes them anew", [File, Forgotten], [NoRunCode, Json, Cache]);
    public static readonly Verb Explain = Of("explain", "explain an error code: a program with the mistake, the message, and the program without it", [Code], []);
    public static readonly Verb Runs = Of("runs", "list past runs; runs show RUN, or runs show last, shows one, task by task", [Show, RunName], [Json, Cache]);
    public static readonly Verb Care = Of("cache", "maintain the store: show it, verify it, delete unused products, or delete all", [CacheAction], [Older, Yes, Json, Cache]);
    public static readonly Verb Asking = Of("query", "list the tasks that a query selects", [File, Query], [Command, NoRunCode, Json, Cache]);
    public static readonly Verb Graph = Of("graph", "draw the graph, or a part of it", [File, MaybeQuery], [Form, Command, NoRunCode, Cache]);
    public static readonly Verb Repl = Of("repl", "query and change a graph interactively", [MaybeFile], [Command, Quiet, Json, Raw, Cache, Memory]);
    public static readonly Verb Format = Of("fmt", "format files", [Layouts], [Check]);
    public static readonly Verb Test = Of("test", "run the tests of files, each on its own copy of the graph", [Files], [Filter, Jobs, Quiet, Json, Cache, Memory]);
    public static readonly Verb Help = Of("help", "show a page on the language, queries or types; a command; or the tasks, options and types of a file", [About, Task], [NoRunCode, Cache]);

    public static IReadOnlyList<Verb> All { get; } = [Run, Repl, Checking, Plan, Status, Why, Runs, Forget, Care, Asking, Graph, Test, Format, Explain, Help];

    public static Verb? Find(string name)
    {
        foreach (var verb in All)
        {
            if (verb.Name == name)
                return verb;
        }

        return null;
    }

    // By arrays: a list of a type of ours that is written in brackets has to be compiled at every start.
    private static Verb Of(string name, string about, Operand[] operands, Flag[] flags)
        => new(name, about, EquatableList.Of<Operand>(operands), EquatableList.Of<Flag>([.. flags, Colour]));

    private static EquatableList<string> OneOf(params string[] choices) => EquatableList.Of<string>(choices);
}

/// <summary>A command as it is written: its name, what may follow and in which flags. It is parsed by this and shown as help from this.</summary>
internal sealed record Verb(string Name, string About, EquatableList<Operand> Operands, EquatableList<Flag> Flags)
{
    /// <summary>Whether a flag that is not its own is an option of the targets: <c>--components 3</c>.</summary>
    public bool TakesOptionsOfTargets { get; init; }

    public Flag? FindFlag(string word)
    {
        foreach (var flag in Flags)
        {
            if (flag.Name == word || flag.Short == word)
                return flag;
        }

        return null;
    }

    public string Usage => $"dag {Name} {string.Join(' ', Operands)}{(Flags.IsEmpty ? "" : " [flags]")}";
}
