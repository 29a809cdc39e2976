using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.UpToDate;

/// <summary>How a run went: whether it was known before anything was read, what came of each task, and what its targets made.</summary>
internal sealed record Course(bool IsKnown, RunResult Result, IReadOnlyList<string> Tasks)
{
    public string Text => string.Join(", ", Tasks.Order(StringComparer.Ordinal));

    public string Products => string.Join(", ", Result.Products.Select(product => product.Value.Raw is DagFile file ? file.ReadText().Trim() : ProductText.Print(product.Value)));

    /// <summary>All of it that does not hang on how it was found out.</summary>
    public string Whole => $"{Result.End}: {Result.Summary}: {Text}: {Products}";
}
