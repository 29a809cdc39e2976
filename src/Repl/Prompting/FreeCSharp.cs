using Dag.Interpreter.Evaluating;
using Dag.Interpreter.Products;
using Dag.Interpreter.Surface;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Lexing;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Commands;
using Dag.Repl.Rendering;

namespace Dag.Repl.Prompting;

/// <summary>C# at the prompt: what may be typed, whether it is whole, and what comes of it. Its compiler starts behind the prompt and is not waited for.</summary>
internal sealed class FreeCSharp
{
    private static readonly string[] WithBodies = ["for", "foreach", "if", "while", "using", "lock"];

    private readonly CommandContext context;
    private readonly Evaluator evaluator;
    private readonly Members members;
    private OpenedGraph? graph;
    private Task warming = Task.FromCanceled(new CancellationToken(canceled: true));

    public FreeCSharp(CommandContext context)
    {
        this.context = context;
        evaluator = new(context.Clock);
        members = new(evaluator);
    }

    private bool IsWarm => warming.IsCompletedSuccessfully;

    /// <summary>From here on it is over the products of this graph.</summary>
    public void Open(OpenedGraph opened)
    {
        graph = opened;
        warming = evaluator.WarmAsync(ScopeOf(opened));
    }

    /// <summary>Whether it does not go on in the next line; what lacks no more than a ';' does not.</summary>
    public bool IsWhole(string text) => IsWarm ? ScriptLayout.IsWhole(text) : !WantsBody(text);

    public Candidates At(string text, int caret) => Known(text, caret, scope => members.At(scope, text, caret));

    /// <summary>What may stand in the C# of a statement.</summary>
    public Candidates InStatement(string text, int caret) => Known(text, caret, scope => members.InStatement(scope, text, caret));

    private Candidates Known(string text, int caret, Func<EvaluationScope, MemberList> find)
    {
        if (!IsWarm || graph is null || CSharpNesting.IsTooMuch(text))
            return Candidates.None(caret);

        var found = find(ScopeOf(graph));
        return new(found.Replaces, [.. found.Members.Select(member => new Candidate(member.Name, member.Signature))], IsCut: false);
    }

    /// <summary>Runs it and shows what comes of it, as a table where it is one, or as data for other programs; gives the exit code of that.</summary>
    public async Task<int> EvaluateAsync(OpenedGraph opened, string name, string text, ShownAs shown, CancellationToken cancellation)
    {
        var code = new SourceText(name, text);
        switch (await evaluator.EvaluateAsync(ScopeOf(opened), new(code, new(0, code.Length)), cancellation).ConfigureAwait(false))
        {
            case Evaluation.Value(var value, var type):
                // Showing it may run code that was typed, and that may not end.
                Write(await Task.Run(() => Show(value, type, shown), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false), shown);
                return ExitCode.Fine;
            case Evaluation.Refused(var diagnostics):
                context.Say(FindMistyped(code, diagnostics) is { } mistyped ? [mistyped] : diagnostics, shown == ShownAs.Json);
                return ExitCode.FileWrong;
            case Evaluation.Threw(var diagnostic):
                context.Say([diagnostic], shown == ShownAs.Json);
                return ExitCode.TaskFailed;
            case Evaluation.Stopped(var isLeftBehind):
                context.Terminal.WriteError(isLeftBehind ? "left behind: it does not look at 'cancellation', and may still be running\n" : "stopped\n");
                return ExitCode.Interrupted;
            default:
                return ExitCode.Fine;
        }
    }

    private void Write(string text, ShownAs shown)
    {
        if (shown == ShownAs.Json)
            context.Terminal.Write(text);
        else
            context.Terminal.WriteData(text, context.IsRaw);
    }

    // What C# refuses at its first word, or as a whole, may be a statement whose word was mistyped.
    private static Diagnostic? FindMistyped(SourceText code, EquatableList<Diagnostic> refused)
    {
        if (Parser.FindMistyped(code) is not { At: { } at } mistyped)
            return null;

        return refused.Any(each => each.At?.Span.Start == at.Span.Start) || !ScriptLayout.IsWellFormed(code.Text) ? mistyped : null;
    }

    // C# may have taken the value of a secret wherever it likes.
    private string Show(ClrValue value, string type, ShownAs shown) => shown switch
    {
        ShownAs.Table => context.Session.Secrets.Mask(ValueText.Of(value)),
        ShownAs.Json => JsonLines.OfValue(value, type, context.Session.Secrets),
        _ => value.Raw is null ? "none\n" : ReplyText.Lined(context.Session.Secrets.Mask(ProductText.Print(value))),
    };

    private static EvaluationScope ScopeOf(OpenedGraph of) => new(of.Workspace.Env, of.Workspace.Program.Compiled, of.Workspace.Records) { Names = of.Workspace.Names };

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
