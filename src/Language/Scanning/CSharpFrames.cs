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
