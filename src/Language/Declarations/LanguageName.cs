namespace Dag.Language.Declarations;

/// <summary>The name of a script language, such as <c>sh</c>.</summary>
public readonly record struct LanguageName(string Text)
{
    public override string ToString() => Text;
}
