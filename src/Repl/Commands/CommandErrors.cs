using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Repl.Commands;

/// <summary>What commands can find wrong themselves.</summary>
internal static class CommandErrors
{
    public static Diagnostic UnknownTask(string task, string file, string? hint)
        => new("DAG7011", null, $"'{task}' is not a task of '{file}'.") { Hint = hint ?? $"dag query {file} all lists its tasks" };

    public static Diagnostic NotWritten(string path, string reason)
        => new("DAG7012", null, $"'{path}' cannot be written: {reason.TrimEnd('.')}.");

    public static Diagnostic StoreNotChanged(string reason)
        => new("DAG6014", null, $"the store cannot be changed: {reason.TrimEnd('.')}.");

    public static Diagnostic NoSuchTest(string filter, string? hint)
        => new("DAG7013", null, $"no test has '{filter}' in its name.") { Hint = hint };

    public static Diagnostic NeverRun(string task, string file, string? hint)
        => new("DAG7030", null, $"no run of '{file}' that left a journal has reached '{task}'.") { Hint = hint };

    public static Diagnostic MarkerIsNeverRun(string task, string file)
        => new("DAG7035", null, $"'{task}' is a marker: one name for what it needs, which is run itself.") { Hint = $"ask of one of those: dag query {file} 'deps({task}, 1)'" };

    public static Diagnostic UnknownRun(string run, string folder, string? hint)
        => new("DAG7031", null, $"there is no run '{run}' in '{folder}'.") { Hint = hint ?? "dag runs lists them" };

    public static Diagnostic RunsNothing(SourceLocation at, string verb, string file)
        => new("DAG7037", at, $"dag {verb} runs nothing.")
        {
            Hint = $"dag run {file} -c 'run …' runs it, and dag plan {file} -c 'run …' says what that would do",
        };
}
