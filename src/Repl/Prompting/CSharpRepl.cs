using Dag.Interpreter.Code.Evaluating;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Commands;
using Dag.Repl.Editing;
using Dag.Repl.Rendering;

namespace Dag.Repl.Prompting;

/// <summary>C# at the prompt: runs what was typed over the products of a graph, and shows the value.</summary>
internal sealed class CSharpRepl
{
    private readonly CommandContext context;
    private readonly Evaluator evaluator;

    public CSharpRepl(CommandContext context)
    {
        this.context = context;
        evaluator = new(context.Clock);
        Editing = new(evaluator);
    }

    /// <summary>What is known of C# while it is typed.</summary>
    public CSharpEditing Editing { get; }

    /// <summary>From here on it is over the products of this graph.</summary>
    public void Open(OpenedGraph opened) => Editing.Open(() => ScopeOf(opened));

    /// <summary>Runs it and shows what comes of it, as a table where it is one, or as data for other programs; gives the exit code of that.</summary>
    public async Task<int> EvaluateAsync(OpenedGraph opened, string name, string text, ValueFormat shown, CancellationToken cancellation)
    {
        var code = new SourceText(name, text);
        switch (await evaluator.EvaluateAsync(ScopeOf(opened), new(code, new(0, code.Length)), cancellation).ConfigureAwait(false))
        {
            case Evaluation.Value(var value, var type):
                // Showing it may run code that was typed, and that may not end.
                Write(await Task.Run(() => Show(value, type, shown), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false), shown);
                return ExitCode.Fine;
            case Evaluation.Refused(var diagnostics):
                context.Report(FindMistyped(code, diagnostics) is { } mistyped ? [mistyped] : diagnostics, shown == ValueFormat.Json);
                return ExitCode.FileWrong;
            case Evaluation.Threw(var diagnostic):
                context.Report([diagnostic], shown == ValueFormat.Json);
                return ExitCode.TaskFailed;
            case Evaluation.Stopped(var isLeftBehind):
                context.Terminal.WriteError(isLeftBehind ? "could not be stopped: the code ignores 'cancellation'\n" : "stopped\n");
                return ExitCode.Interrupted;
            default:
                return ExitCode.Fine;
        }
    }

    private void Write(string text, ValueFormat shown)
    {
        if (shown == ValueFormat.Json)
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
    private string Show(ClrValue value, string type, ValueFormat shown) => shown switch
    {
        ValueFormat.Table => context.Engine.Secrets.Mask(ValueText.Of(value)),
        ValueFormat.Json => JsonLines.OfValue(value, type, context.Engine.Secrets),
        _ => value.Raw is null ? "none\n" : ReplyText.Lined(context.Engine.Secrets.Mask(ProductText.Print(value))),
    };

    private static EvaluationScope ScopeOf(OpenedGraph of) => new(of.Session.Env, of.Session.Program.Compiled, of.Session.Records.Variables)
    {
        Names = of.Session.Names,
    };
}

/// <summary>How a value of C# is shown: to a person, as a product is printed, or as a line of JSON.</summary>
internal enum ValueFormat
{
    Table,
    Text,
    Json,
}
