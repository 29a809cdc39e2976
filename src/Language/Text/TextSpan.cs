namespace Dag.Language.Text;

/// <summary>A stretch of a text: where it starts and how many UTF-16 units it has.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TextSpan FromBounds(int start, int end) => new(start, end - start);

    public TextSpan To(TextSpan last) => FromBounds(Start, Math.Max(End, last.End));

    public override string ToString() => $"{Start}..{End}";
}
