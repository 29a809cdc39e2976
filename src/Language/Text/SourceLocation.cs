namespace Dag.Language.Text;

/// <summary>A span of a certain text.</summary>
public readonly record struct SourceLocation(SourceText Source, TextSpan Span)
{
    public TextPosition Start => Source.PositionOf(Span.Start);

    public TextPosition End => Source.PositionOf(Span.End);

    public string Text => Source.TextOf(Span);

    public override string ToString() => $"{Source.Path}:{Start}";
}
