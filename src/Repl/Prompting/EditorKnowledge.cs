using Dag.Language.Declarations;
using Dag.Language.Text;

namespace Dag.Repl.Prompting;

/// <summary>All that is known of a text while it is typed, over the graph as it is now.</summary>
/// <param name="namesNow">The names of the graph; they may lag behind it for a moment.</param>
internal sealed class EditorKnowledge(Func<Env> envNow, Func<EnvNames> namesNow, Completion completion)
{
    private Env Env => envNow();

    public bool IsWhole(string text) => Completeness.IsWhole(text);

    public bool IsSecret(string text) => new SecretLines(name => Env.FindTask(new(name)), name => Env.FindType(new(name))).MayHoldSecret(text);

    public Candidates Complete(string text, int caret) => completion.At(text, caret, namesNow());

    public IEnumerable<(TextSpan Span, PieceKind Kind)> Colours(string text) => Colouring.Of(text, KindOf(text) is InputKind.CSharp, Env);

    public InputKind KindOf(string text) => InputKind.Of(text, IsName);

    private bool IsName(string name)
        => Env.FindTask(new(name)) is not null || Env.FindType(new(name)) is not null
            || (name.LastIndexOf('.') is > 0 and var dot && Env.FindTask(new(name[..dot]))?.FindOption(name[(dot + 1)..]) is not null);
}
