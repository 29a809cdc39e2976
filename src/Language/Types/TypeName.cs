namespace Dag.Language.Types;

/// <summary>A type's full name, such as <c>Rank</c> or <c>etl.Row</c>.</summary>
public readonly record struct TypeName(string Text) : IComparable<TypeName>
{
    public int CompareTo(TypeName other) => string.CompareOrdinal(Text, other.Text);

    public override string ToString() => Text;
}
