namespace Dag.Language.Declarations;

/// <summary>A task's full name, such as <c>pca</c> or <c>etl.load</c>.</summary>
// A class: maps and lists of structs of our own are compiled anew at every start, those of classes come compiled with .NET.
public sealed record TaskName(string Text) : IComparable<TaskName>
{
    public string Last => Text[(Text.LastIndexOf('.') + 1)..];

    public int CompareTo(TaskName? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
