using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>What a task does.</summary>
public abstract record BodyDeclaration
{
    private BodyDeclaration()
    {
    }

    /// <summary><c>run =&gt; e</c></summary>
    public sealed record Expression(CSharpFragment Code) : BodyDeclaration;

    /// <summary><c>run { … }</c>: the statements without their braces.</summary>
    public sealed record Block(CSharpFragment Code) : BodyDeclaration;

    /// <summary><c>run sh "…"</c> and other languages: the script's text.</summary>
    public sealed record Script(LanguageName Language, string Text, SourceLocation At) : BodyDeclaration;

    /// <summary>A product given by hand: nothing is done to make it.</summary>
    public sealed record Given(LocatedValue Value) : BodyDeclaration;
}
