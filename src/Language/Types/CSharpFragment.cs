using Dag.Language.Text;

namespace Dag.Language.Types;

/// <summary>A piece of C# and where it stands.</summary>
public sealed record CSharpFragment(SourceText Source, TextSpan Span)
{
    public string Text => Source.TextOf(Span);

    public SourceLocation At => new(Source, Span);

    public override string ToString() => Text;
}
