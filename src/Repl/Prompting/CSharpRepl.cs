using System.Globalization;
using Dag.Interpreter.Code.Evaluating;
using Dag.Interpreter.Host.Inspecting;
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
        var (value, type, exit) = await RunAsync(opened, name, text, shown, cancellation).ConfigureAwait(false);
        // Showing it may run code that was typed, and that may not end.
        if (value is { } found)
            Write(await Task.Run(() => Show(found, type, shown), CancellationToken.None).WaitAsync(cancellation).ConfigureAwait(false), shown);
        return exit;
    }

    /// <summary>Runs it and gives its value, which is not shown; null where it has none.</summary>
    public async Task<(ClrValue? Value, int Exit)> ValueOfAsync(OpenedGraph opened, string name, string text, ValueFormat shown, CancellationToken cancellation)
    {
        var (value, _, exit) = await RunAsync(opened, name, text, shown, cancellation).ConfigureAwait(false);
        return (value, exit);
    }

    /// <summary>Shows a value that is there.</summary>
    public void Show(ClrValue value, string type, ValueFormat shown, bool isSecret)
        => Write(isSecret && shown != ValueFormat.Json ? Secrecy.Mask + "\n" : Show(value, type, shown), shown);

    /// <summary>From here on a product is the last value.</summary>
    public void KeepLast(OpenedGraph opened, SessionProduct made) => evaluator.KeepLast(ScopeOf(opened), new(made.Id, made.Task.Declaration, made.Fetch));

    private async Task<(ClrValue? Value, string Type, int Exit)> RunAsync(OpenedGraph opened, string name, string text, ValueFormat shown, CancellationToken cancellation)
    {
        var code = new SourceText(name, text);
        switch (await evaluator.EvaluateAsync(ScopeOf(opened), new(code, new(0, code.Length)), cancellation).ConfigureAwait(false))
        {
            case Evaluation.Value(var value, var type):
                return (value, type, ExitCode.Fine);
            case Evaluation.Refused(var diagnostics):
                context.Report(FindMistyped(code, diagnostics) is { } mistyped ? [mistyped] : diagnostics, shown == ValueFormat.Json);
                return (null, "", ExitCode.FileWrong);
            case Evaluation.Threw(var diagnostic):
                context.Report([diagnostic], shown == ValueFormat.Json);
                return (null, "", ExitCode.TaskFailed);
            case Evaluation.Stopped(var isLeftBehind, var processors):
                context.Terminal.WriteError(isLeftBehind ? $"could not be stopped: the code ignores 'cancellation'; it goes on in the background and takes {Share(processors)} until it ends, or the session does\n" : "stopped\n");
                return (null, "", ExitCode.Interrupted);
            default:
                return (null, "", ExitCode.Fine);
        }
    }

    private static string Share(double processors)
        => processors < 0.05 ? "a thread" : string.Create(CultureInfo.InvariantCulture, $"a thread and {processors * 100:0} % of a processor");

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
        ValueFormat.Table => context.Engine.Secrets.Mask(ValueText.Of(value, context.Terminal.Columns)),
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
