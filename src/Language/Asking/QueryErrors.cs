using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Asking;

/// <summary>What can be wrong with what a query names.</summary>
internal static class QueryErrors
{
    private const int MostNames = 5;

    public static Diagnostic UnknownTask(SourceLocation at, string name, string? hint)
        => new("DAG2201", at, $"'{name}' is not a task.") { Hint = hint };

    public static Diagnostic UnknownType(SourceLocation at, string name, string? hint)
        => new("DAG2202", at, $"'{name}' is not a type.") { Hint = hint };

    public static Diagnostic NoPath(SourceLocation at, string from, string to, bool isOtherWay)
        => new("DAG2203", at, $"no path leads from '{from}' to '{to}'.") { Hint = isOtherWay ? $"one leads the other way: {to}..{from}" : null };

    public static Diagnostic NothingFits(SourceLocation at, string pattern, string? hint)
        => new("DAG2204", at, $"no task has a name like '{pattern}'.") { Hint = hint };

    /// <summary>A few names in quotes, and how many more there are.</summary>
    public static string Names(EquatableList<TaskName> names)
    {
        var shown = string.Join(", ", names.Take(MostNames).Select(name => $"'{name}'"));
        return names.Count > MostNames ? $"{shown} and {names.Count - MostNames} more" : shown;
    }
}
