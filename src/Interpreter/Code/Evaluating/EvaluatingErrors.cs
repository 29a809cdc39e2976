using Dag.Interpreter.Code.Bodies;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What can be wrong with C# at the prompt.</summary>
internal static class EvaluatingErrors
{
    public static Diagnostic CSharp(SourceLocation at, string code, string message, string? hint)
        => new("DAG3010", at, BodyErrors.CompilerText(code, message)) { Hint = hint };

    public static Diagnostic NotMade(SourceLocation at, string task, bool wasMade)
        => new("DAG3011", at, wasMade ? $"the product of '{task}' is no longer cached" : $"'{task}' has not run yet") { Hint = $"run {task} first" };

    public static Diagnostic MakesNothing(SourceLocation at, string task)
        => new("DAG3012", at, $"task '{task}' has no product");

    public static Diagnostic Gone(SourceLocation at, string name)
        => new("DAG3013", at, $"task '{name}' no longer exists") { Hint = "redo restores what was undone" };

    public static Diagnostic Threw(SourceLocation at, string exception, string message, EquatableList<DiagnosticNote> frames)
        => new("DAG5008", at, $"{exception}: {message}")
        {
            Notes = frames,
            Hint = exception == nameof(InsufficientExecutionStackException) ? "the recursion is too deep, or never ends" : null,
        };
}
