using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Code.Evaluating;

/// <summary>What came of C# at the prompt.</summary>
public abstract record Evaluation
{
    private Evaluation()
    {
    }

    /// <param name="Type">Its C# type as a person writes it.</param>
    public sealed record Value(ClrValue Result, string Type) : Evaluation;

    /// <summary>A statement, or a call that gives nothing.</summary>
    public sealed record Nothing : Evaluation;

    /// <summary>It does not compile, and nothing of it was run.</summary>
    public sealed record Refused(EquatableList<Diagnostic> Diagnostics) : Evaluation;

    public sealed record Threw(Diagnostic Diagnostic) : Evaluation;

    /// <summary>It was cancelled; one that does not look at its token is left behind.</summary>
    /// <param name="Processors">How many processors were at work while it was waited for; 0 where it ended.</param>
    public sealed record Stopped(bool IsLeftBehind, double Processors = 0) : Evaluation;
}
