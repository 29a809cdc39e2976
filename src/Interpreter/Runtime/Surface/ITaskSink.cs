namespace Dag.Interpreter.Runtime.Surface;

/// <summary>Where what a body says of itself goes.</summary>
public interface ITaskSink
{
    void Log(string line);

    void Progress(double fraction, string? note);

    void Metric(string name, double value);

    void Artifact(string path);
}
