namespace Dag.Language.Declarations;

/// <summary>The edges that lead to a task: all of them, or that of one task alone.</summary>
public sealed record EdgeName(TaskName To, TaskName? Of)
{
    public override string ToString() => Of is null ? To.Text : $"{To} in {Of}";
}
