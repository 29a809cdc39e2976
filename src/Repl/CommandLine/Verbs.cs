using Dag.Language.Collections;

namespace Dag.Repl.CommandLine;

/// <summary>The verbs and flags of the program: the one table that words are parsed by, suggested from and shown from as help.</summary>
internal static class Verbs
{
    public static readonly Flag Set = new("--set", null, "t.o=v", "an option of any task: --set task.option=value");
    public static readonly Flag Jobs = new("--jobs", "-j", "N", "how many tasks run at once (default: the number of processors)");
    public static readonly Flag KeepGoing = new("--keep-going", "-k", null, "after a failure go on with what does not depend on it");
    public static readonly Flag DryRun = new("--dry-run", "-n", null, "say what would run, and run nothing");
    public static readonly Flag Force = new("--force", null, null, "make everything anew, whatever was made before");
    public static readonly Flag Older = new("--older", null, "D", "what was not used for so long, such as 7d (default: 30d)");
    public static readonly Flag Yes = new("--yes", null, null, "do it; without it what would be done is shown");
    public static readonly Flag Json = new("--json", null, null, "one JSON object a line on standard output");
    public static readonly Flag Raw = new("--raw", null, null, "print products to a terminal byte for byte, control characters too (to a pipe or a file they always are)");
    public static readonly Flag Cache = new("--cache", null, "FOLDER", "the folder for state instead of .dag beside the file (or DAG_CACHE)");
    public static readonly Flag Memory = new("--memory", null, "SIZE", "how much memory products may take, such as 512MB (or DAG_MEMORY; default: a quarter of what there is, at most 1GB)");
    public static readonly Flag Command = new("--command", "-c", "TEXT", "statements said to the graph: changes first, such as 'pin a = 3'");
    public static readonly Flag Check = new("--check", null, null, "write nothing; exit with 5 when there is something to do");
    public static readonly Flag NoRunCode = new("--no-run-code", null, null, "run no C# of the file, not even the predicates of defaults");

    public static readonly Flag Filter = new("--filter", null, "TEXT", "only the tests with this in their names");

    public static readonly Flag Progress = new("--progress", null, "auto|plain|none", "auto (live on a terminal, else failures and the end), plain (a line a step) or none (failures alone)")
    {
        Choices = OneOf("auto", "plain", "none"),
    };

    public static readonly Flag Output = new("--output", null, "prefixed|grouped|failed", "what is shown of what tasks print: each line as it comes, together when a task ends, or only of those that fail (the default where progress is none)")
    {
        Choices = OneOf("prefixed", "grouped", "failed"),
    };

    public static readonly Flag Form = new("--format", null, "dot|mermaid|json", "the form of the graph (default: dot)")
    {
        Choices = OneOf("dot", "mermaid", "json"),
    };

    private static readonly Operand File = new("FILE", "a .dag file", IsRequired: true, IsMany: false);
    private static readonly Operand Files = new("FILE", ".dag files", IsRequired: true, IsMany: true);
    private static readonly Operand Targets = new("TARGET", "tasks to make, or queries such as ..name; none: the file's own run statements, or else its leaves", IsRequired: false, IsMany: true);
    private static readonly Operand Layouts = new("FILE", ".dag files; '-': standard input to standard output", IsRequired: true, IsMany: true);
    private static readonly Operand Query = new("QUERY", "tasks by name, etl.*, ..name, name.., a..b, a + b, a & b, a - b, deps(q, n), q where pinned", IsRequired: true, IsMany: false);
    private static readonly Operand MaybeQuery = Query with { IsRequired = false };
    private static readonly Operand MaybeFile = File with { IsRequired = false };
    private static readonly Operand About = new("FILE", "a .dag file, or a command; none: the commands", IsRequired: false, IsMany: false);
    public static readonly Operand CacheAction = new("info|verify|gc|clear", "what is to be done", IsRequired: true, IsMany: false) { Wanted = "info, verify, gc or clear" };
    private static readonly Operand OneTask = new("TASK", "a task of the file", IsRequired: true, IsMany: false);
    private static readonly Operand Show = new("show", "the word 'show'", IsRequired: false, IsMany: false);
    private static readonly Operand RunName = new("RUN", "a run by its name", IsRequired: false, IsMany: false);
    private static readonly Operand Task = new("TASK", "a task of the file", IsRequired: false, IsMany: false);

    public static readonly Verb Run = Of("run", "check, plan and run", [File, Targets], [Set, Command, Jobs, KeepGoing, DryRun, Force, Progress, Output, Json, Raw, Cache, Memory]) with { TakesOptionsOfTargets = true };
    public static readonly Verb Checking = Of("check", "say everything that is wrong, run nothing", [Files], [NoRunCode, Json, Cache]);
    public static readonly Verb Plan = Of("plan", "say what a run would do, with every option's value and where it comes from", [File, Targets], [Set, Command, NoRunCode, Json, Cache]) with { TakesOptionsOfTargets = true };
    public static readonly Verb Why = Of("why", "say why a task ran, or did not, when it was last reached", [File, OneTask], [NoRunCode, Json, Cache]);
    public static readonly Verb Runs = Of("runs", "list the runs there were; runs show RUN: one of them, task by task", [Show, RunName], [Json, Cache]);
    public static readonly Verb Care = Of("cache", "look after what is stored: what there is, whether it is whole, what is not used any more, all of it away", [CacheAction], [Older, Yes, Json, Cache]);
    public static readonly Verb Asking = Of("query", "say which tasks a query names", [File, Query], [Command, NoRunCode, Json, Cache]);
    public static readonly Verb Graph = Of("graph", "draw the graph, or a part of it", [File, MaybeQuery], [Form, Command, NoRunCode, Cache]);
    public static readonly Verb Repl = Of("repl", "ask and change a graph, statement by statement", [MaybeFile], [Command, Json, Raw, Cache, Memory]);
    public static readonly Verb Format = Of("fmt", "put files into the one layout", [Layouts], [Check]);
    public static readonly Verb Test = Of("test", "run the tests of files, each on a copy of the graph of its own", [Files], [Filter, Jobs, Json, Cache, Memory]);
    public static readonly Verb Help = Of("help", "what a file offers: tasks, options, types", [About, Task], [NoRunCode, Cache]);

    public static IReadOnlyList<Verb> All { get; } = [Run, Repl, Checking, Plan, Why, Runs, Care, Asking, Graph, Test, Format, Help];

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
        => new(name, about, EquatableList.Of<Operand>(operands), EquatableList.Of<Flag>(flags));

    private static EquatableList<string> OneOf(params string[] choices) => EquatableList.Of<string>(choices);
}
