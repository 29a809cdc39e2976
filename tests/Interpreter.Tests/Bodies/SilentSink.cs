using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.Tests.Bodies;

/// <summary>Hears nothing.</summary>
internal sealed class SilentSink : ITaskSink
{
    public static SilentSink Instance { get; } = new();

    public void Log(string line)
    {
    }

    public void Progress(double fraction, string? note)
    {
    }

    public void Metric(string name, double value)
    {
    }

    public void Artifact(string path)
    {
    }
}
