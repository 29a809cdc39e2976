using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Querying;

/// <summary>What can be wrong with what a query names.</summary>
internal static class QueryErrors
{
    public static Diagnostic UnknownTask(SourceLocation at, string name, string? hint)
        => new("DAG2201", at, $"'{name}' is not a task.") { Hint = hint };

    public static Diagnostic UnknownType(SourceLocation at, string name, string? hint)
        => new("DAG2202", at, $"'{name}' is not a type.") { Hint = hint };

    public static Diagnostic NoPath(SourceLocation at, string from, string to, bool isOtherWay)
        => new("DAG2203", at, $"no path leads from '{from}' to '{to}'.") { Hint = isOtherWay ? $"one leads the other way: {to}..{from}" : null };

    public static Diagnostic NothingFits(SourceLocation at, string pattern, string? hint)
        => new("DAG2204", at, $"no task has a name like '{pattern}'.") { Hint = hint };
}
