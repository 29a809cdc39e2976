namespace Dag.Language.Types;

/// <summary>A type's full name, such as <c>Rank</c> or <c>etl.Row</c>.</summary>
// A class: maps and lists of structs of our own are compiled anew at every start, those of classes come compiled with .NET.
public sealed record TypeName(string Text) : IComparable<TypeName>
{
    public int CompareTo(TypeName? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
