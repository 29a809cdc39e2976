using Dag.Interpreter.Run.Events;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Testing;

/// <summary>What a test hears of its runs: which tasks failed and why, and the last lines that tasks wrote.</summary>
internal sealed class TestListener : IRunListener
{
    private const int MostLines = 20;

    private readonly Queue<string> lines = new();
    private readonly List<(TaskName Task, Diagnostic Why)> failures = [];

    public EquatableList<string> Log => lines.ToEquatableList();

    /// <summary>Those since it was last asked.</summary>
    public IReadOnlyList<(TaskName Task, Diagnostic Why)> TakeFailures()
    {
        var taken = failures.ToArray();
        failures.Clear();
        return taken;
    }

    public void On(RunEvent happened)
    {
        if (happened is RunEvent.TaskFailed failed)
            failures.Add((failed.Task, failed.Failure.Diagnostic));
        else if (happened is RunEvent.Logged logged)
            Append($"{logged.Task} | {logged.Line}");
    }

    private void Append(string line)
    {
        if (lines.Count == MostLines)
            lines.Dequeue();
        lines.Enqueue(line);
    }
}
