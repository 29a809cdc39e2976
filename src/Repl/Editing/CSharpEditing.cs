using Dag.Interpreter.Code.Evaluating;
using Dag.Language.Scanning;

namespace Dag.Repl.Editing;

/// <summary>Completion of C# while it is typed, and whether an input of C# is complete. The compiler starts in the background; until it is ready nothing is completed.</summary>
internal sealed class CSharpEditing(Evaluator evaluator)
{
    private static readonly string[] WithBodies = ["for", "foreach", "if", "while", "using", "lock"];

    private readonly CSharpCompletion members = new(evaluator);
    private readonly CSharpCalls calls = new(evaluator);
    private Func<EvaluationScope>? scopeNow;
    private Task warming = Task.FromCanceled(new CancellationToken(canceled: true));

    private bool IsWarm => warming.IsCompletedSuccessfully;

    /// <summary>Completion is over the names of this scope from now on.</summary>
    public void Open(Func<EvaluationScope> scope)
    {
        scopeNow = scope;
        warming = evaluator.WarmAsync(scope());
    }

    /// <summary>Whether the input does not continue on the next line; one that lacks only a ';' does not.</summary>
    public bool IsWhole(string text) => IsWarm ? ScriptLayout.IsWhole(text) : !WantsBody(text);

    public Candidates At(string text, int caret) => Known(text, caret, scope => members.At(scope, text, caret));

    /// <summary>Completion in the C# of a statement.</summary>
    public Candidates InStatement(string text, int caret) => Known(text, caret, scope => members.InStatement(scope, text, caret));

    public (IReadOnlyList<CallOverload> Overloads, int Argument) OverloadsAt(string text, int caret) => Called(text, scope => calls.At(scope, text, caret));

    public (IReadOnlyList<CallOverload> Overloads, int Argument) OverloadsInStatement(string text, int caret) => Called(text, scope => calls.InStatement(scope, text, caret));

    private (IReadOnlyList<CallOverload> Overloads, int Argument) Called(string text, Func<EvaluationScope, CallOverloads> find)
        => IsWarm && scopeNow is not null && !CSharpNesting.IsTooMuch(text) && find(scopeNow()) is var found ? (found.All.ToArray(), found.Argument) : ([], 0);

    private Candidates Known(string text, int caret, Func<EvaluationScope, MemberList> find)
    {
        if (!IsWarm || scopeNow is null || CSharpNesting.IsTooMuch(text))
            return Candidates.None(caret);

        var found = find(scopeNow());
        return new(found.Replaces, [.. found.Members.Select(member => new Candidate(member.Name, member.Signature) { FindDocumentation = member.FindDocumentation })], IsCut: false);
    }

    // A header alone: its bracket is closed by the last character.
    private static bool WantsBody(string text)
    {
        var header = text.Trim();
        if (header is "else" or "do")
            return true;

        var open = header.IndexOf('(');
        return open > 0 && WithBodies.Contains(header[..open].TrimEnd()) && ClosedBy(header, open) == header.Length - 1;
    }

    private static int ClosedBy(string text, int open)
    {
        var depth = 0;
        for (var at = open; at < text.Length; at++)
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return at;
        }

        return text.Length;
    }
}
