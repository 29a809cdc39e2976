namespace Dag.Interpreter.Runtime.Surface;

/// <summary>How far a body is: a number from 0 to 1, maybe with a word.</summary>
public sealed class ProgressReport(ITaskSink sink) : IProgress<double>
{
    public void Report(double value) => Report(value, null);

    public void Report(double value, string? note) => sink.Progress(Math.Clamp(value, 0, 1), note);
}
