using Dag.Interpreter.Code.Evaluating;
using Dag.Interpreter.Runtime.Masking;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Repl.Editing;

/// <summary>All that is known of a text while it is typed, over the graph as it is now.</summary>
/// <param name="namesNow">The names of the graph; they may lag behind it for a moment.</param>
/// <param name="secrets">What is known to be secret.</param>
/// <param name="csharp">What C# there may be at a place of a text; null where nothing is known of C#.</param>
internal sealed class EditorServices(Func<Env> envNow, Func<EnvNames> namesNow, Completion completion, CSharpEditing? csharp = null, SecretTexts? secrets = null)
{
    private Env Env => envNow();

    /// <summary>The inputs of what is pasted or piped.</summary>
    public InputPieces Pieces => new(IsName);

    /// <summary>Whether Enter ends a text. An empty line ends what could go on, unless a bracket is open.</summary>
    public bool IsWhole(string text)
    {
        if (!Completeness.IsWhole(text) || text.AsSpan().TrimEnd(" \t") is [.., '\n'])
            return Completeness.IsWhole(text);

        return KindOf(text) switch
        {
            InputKind.Statement => !InputPieces.LacksMore(text),
            InputKind.Timed(var timed) => IsWhole(timed),
            InputKind.CSharp(var code) => csharp is null || csharp.IsWhole(code) || Parser.FindMistyped(new SourceText("<prompt>", code)) is not null,
            _ => true,
        };
    }

    public bool IsSecret(string text) => secrets?.SpansIn(text).Count > 0 || new SecretLines(name => Env.FindTask(new(name)), name => Env.FindType(new(name))).MayHoldSecret(text);

    public Candidates Complete(string text, int caret)
    {
        var found = completion.At(text, caret, namesNow());
        if (caret == 0 || csharp is null)
            return found;
        if (KindOf(text) is InputKind.CSharp)
        {
            var known = csharp.At(text, caret);
            return known.All.IsEmpty || text.AsSpan(0, found.Replaced.Start).IsWhiteSpace() ? found.With(known, text) : known;
        }

        return found.All.IsEmpty ? csharp.InStatement(text, caret) : found;
    }

    public IEnumerable<(TextSpan Span, TokenClass Kind)> Colours(string text) => Highlighter.Of(text, KindOf(text) is InputKind.CSharp, Env);

    /// <summary>A text in parts that look the same: its colours, the brackets at the cursor, and what is wrong in it.</summary>
    public IEnumerable<(TextSpan Span, TextLook Look)> Looks(string text, int caret)
        => TextLook.Of(text, Colours(text), BracketPair.At(text, caret), InputErrors.Of(text, KindOf(text), IsName));

    /// <summary>What is called where an argument is typed, and the number of that argument; nothing where none is.</summary>
    public (IReadOnlyList<CallOverload> Overloads, int Argument) OverloadsAt(string text, int caret)
        => csharp is null ? ([], 0) : KindOf(text) is InputKind.CSharp ? csharp.OverloadsAt(text, caret) : csharp.OverloadsInStatement(text, caret);

    public InputKind KindOf(string text) => InputKind.Of(text, IsName);

    private bool IsName(string name)
        => Env.FindTask(new(name)) is not null || Env.FindType(new(name)) is not null
            || (OptionName.OfWritten(name) is { } option && Env.FindTask(option.Task)?.FindOption(option.Name) is not null);
}
