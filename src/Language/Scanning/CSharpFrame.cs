namespace Dag.Language.Scanning;

/// <summary>Something open in embedded C#: a bracket, or a hole of an interpolated string, whose
/// <paramref name="Opener"/> is a quote and which goes on as <paramref name="Around"/> once it is closed.</summary>
internal readonly record struct CSharpFrame(char Opener, int At, CSharpString Around = default)
{
    public const char Hole = '"';

    /// <summary>A closing brace looks through these for the brace or hole it closes.</summary>
    public bool IsRoundOrSquare => Opener is '(' or '[';

    public bool IsClosedBy(char closer) => (Opener, closer) is ('(', ')') or ('[', ']') or ('<', '>');
}
