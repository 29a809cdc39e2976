namespace Dag.Language.Declarations;

/// <summary>The edges that lead to a task: all of them, or that of one task alone.</summary>
public sealed record EdgeName(TaskName To, TaskName? Of)
{
    public override string ToString() => Of is null ? To.Text : $"{To} in {Of}";
}

/// <summary>The name of a script language, such as <c>sh</c>.</summary>
public sealed record LanguageName(string Text)
{
    public override string ToString() => Text;
}

/// <summary>An option of a certain task.</summary>
public sealed record OptionName(TaskName Task, string Name)
{
    /// <summary>The name that is written <c>task.option</c>, whether or not there is such an option; null without a dot.</summary>
    public static OptionName? OfWritten(string written)
        => written.LastIndexOf('.') is > 0 and var dot ? new(new(written[..dot]), written[(dot + 1)..]) : null;

    public override string ToString() => $"{Task}.{Name}";
}

/// <summary>A task's full name, such as <c>pca</c> or <c>etl.load</c>.</summary>
// A class: maps and lists of structs of our own are compiled anew at every start, those of classes come compiled with .NET.
public sealed record TaskName(string Text) : IComparable<TaskName>
{
    public string Last => Text[(Text.LastIndexOf('.') + 1)..];

    public int CompareTo(TaskName? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
