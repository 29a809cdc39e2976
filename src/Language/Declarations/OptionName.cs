namespace Dag.Language.Declarations;

/// <summary>An option of a certain task.</summary>
public sealed record OptionName(TaskName Task, string Name)
{
    /// <summary>The name that is written <c>task.option</c>, whether or not there is such an option; null without a dot.</summary>
    public static OptionName? OfWritten(string written)
        => written.LastIndexOf('.') is > 0 and var dot ? new(new(written[..dot]), written[(dot + 1)..]) : null;

    public override string ToString() => $"{Task}.{Name}";
}
