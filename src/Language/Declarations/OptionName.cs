namespace Dag.Language.Declarations;

/// <summary>An option of a certain task.</summary>
public sealed record OptionName(TaskName Task, string Name)
{
    public override string ToString() => $"{Task}.{Name}";
}
