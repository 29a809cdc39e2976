namespace Dag.Language.Declarations;

/// <summary>The name of a script language, such as <c>sh</c>.</summary>
public sealed record LanguageName(string Text)
{
    public override string ToString() => Text;
}
