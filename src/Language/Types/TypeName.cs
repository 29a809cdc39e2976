namespace Dag.Language.Types;

/// <summary>A type's full name, such as <c>Rank</c> or <c>etl.Row</c>.</summary>
// A class: maps and lists of structs of our own are compiled anew at every start, those of classes come compiled with .NET.
public sealed record TypeName(string Text) : IComparable<TypeName>
{
    private const string OfStreams = "stream ";

    /// <summary>Whether it names the streams of a type: <c>stream Page</c>. The name of a declared type has no space.</summary>
    public bool IsStream => Text.StartsWith(OfStreams, StringComparison.Ordinal);

    /// <summary>The name of the streams of this type.</summary>
    public TypeName ToStream() => new(OfStreams + Text);

    public int CompareTo(TypeName? other) => string.CompareOrdinal(Text, other?.Text);

    public override string ToString() => Text;
}
