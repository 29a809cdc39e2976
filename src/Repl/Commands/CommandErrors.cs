using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Repl.Commands;

/// <summary>What commands can find wrong themselves.</summary>
internal static class CommandErrors
{
    public static Diagnostic UnknownTask(string task, string file, string? hint)
        => new("DAG7011", null, $"unknown task '{task}' in '{file}'") { Hint = hint ?? $"dag query {file} all lists its tasks" };

    public static Diagnostic NotWritten(string path, string reason)
        => new("DAG7012", null, $"cannot write '{path}': {reason.TrimEnd('.')}");

    public static Diagnostic UnknownCode(string code, string? hint)
        => new("DAG7060", null, $"no message has the code '{code}'") { Hint = hint ?? "a message begins with its code, such as DAG2001; docs/troubleshooting.md lists all of them" };

    public static Diagnostic NoSuchTest(string filter, string? hint)
        => new("DAG7013", null, $"no test name contains '{filter}'") { Hint = hint };

    public static Diagnostic NeverRun(string task, string file, string? hint)
        => new("DAG7030", null, $"no recorded run of '{file}' has run '{task}'") { Hint = hint };

    public static Diagnostic MarkerIsNeverRun(string task, string file)
        => new("DAG7035", null, $"'{task}' is a marker: it only groups its deps") { Hint = $"ask about one of its deps: dag query {file} 'deps({task}, 1)'" };

    public static Diagnostic UnknownRun(string run, string folder, string? hint)
        => new("DAG7031", null, $"unknown run '{run}' in '{folder}'") { Hint = hint ?? "dag runs lists the runs" };

    public static Diagnostic RunsNothing(SourceLocation at, string verb, string file)
        => new("DAG7037", at, $"dag {verb} cannot run tasks")
        {
            Hint = $"use dag run {file} -c 'run …', or dag plan {file} -c 'run …' to see what it would do",
        };
}
