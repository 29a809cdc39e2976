using Dag.Language.Collections;

namespace Dag.Interpreter.Tracking;

/// <summary>A run as the journal has it. One that was killed has no end.</summary>
public sealed record JournalledRun(string Name, DateTimeOffset At, string File, EquatableList<string> Targets, EquatableList<JournalledTask> Tasks, string? End, TimeSpan Took)
{
    public int Count(string outcome) => Tasks.Count(task => task.Outcome == outcome);
}
