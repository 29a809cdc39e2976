namespace Dag.Language.Scanning;

/// <summary>What is open, innermost last. Lives in the room it is given and takes memory only beyond that,
/// so that no depth of nesting can overflow the stack.</summary>
internal ref struct CSharpFrames(Span<CSharpFrame> room)
{
    private Span<CSharpFrame> _room = room;

    public int Count { get; private set; }

    public readonly CSharpFrame this[int index] => _room[index];

    public readonly CSharpFrame Top => _room[Count - 1];

    public void Push(CSharpFrame frame)
    {
        if (Count == _room.Length)
            Grow();

        _room[Count++] = frame;
    }

    public void CutTo(int count) => Count = count;

    private void Grow()
    {
        var wider = new CSharpFrame[_room.Length * 2];
        _room.CopyTo(wider);
        _room = wider;
    }
}

/// <summary>Something open in embedded C#: a bracket, or a hole of an interpolated string, whose
/// <paramref name="Opener"/> is a quote and which goes on as <paramref name="Around"/> once it is closed.</summary>
internal readonly record struct CSharpFrame(char Opener, int At, CSharpString Around = default)
{
    public const char Hole = '"';

    /// <summary>A closing brace looks through these for the brace or hole it closes.</summary>
    public bool IsRoundOrSquare => Opener is '(' or '[';

    public bool IsClosedBy(char closer) => (Opener, closer) is ('(', ')') or ('[', ']') or ('<', '>');
}
