namespace Dag.Language.Text;

/// <summary>A place in a text as people count: the first line and the first column are 1.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
