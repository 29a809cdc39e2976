using Dag.Language.Text;

namespace Dag.Language.Syntax;

/// <summary>A name as written, qualified or not. A missing one is empty and has no length.</summary>
public sealed record NameSyntax(string Text, TextSpan Span)
{
    public bool IsMissing => Text.Length == 0;

    /// <summary>What stands after the last dot.</summary>
    public string Last => Text[(Text.LastIndexOf('.') + 1)..];
}
