using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Language.Querying;

/// <summary>What can be wrong with what a query names.</summary>
internal static class QueryErrors
{
    public static Diagnostic UnknownTask(SourceLocation at, string name, string? hint)
        => new("DAG2201", at, $"unknown task '{name}'") { Hint = hint };

    public static Diagnostic UnknownType(SourceLocation at, string name, string? hint)
        => new("DAG2202", at, $"unknown type '{name}'") { Hint = hint };

    public static Diagnostic NoPath(SourceLocation at, string from, string to, bool isOtherWay)
        => new("DAG2203", at, $"no path from '{from}' to '{to}'") { Hint = isOtherWay ? $"there is one the other way: {to}..{from}" : null };

    public static Diagnostic NothingFits(SourceLocation at, string pattern, string? hint)
        => new("DAG2204", at, $"no task matches '{pattern}'") { Hint = hint };
}
