using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>A run as the journal has it. One that was killed has no end.</summary>
public sealed record RunRecord(string Name, DateTimeOffset At, string File, EquatableList<string> Targets, EquatableList<TaskRecord> Tasks, JournalEnd? End, TimeSpan Took)
{
    /// <summary>What was let go in it.</summary>
    public EquatableList<EvictionRecord> Lost { get; init; }

    /// <summary>The run whose work it only did again, where all of it was there.</summary>
    public string? Repeats { get; init; }

    public int Count(TaskOutcome outcome) => Tasks.Count(task => task.Outcome == outcome);

    /// <summary>Whether it ran a file, which may have been moved since with the folder it lies in.</summary>
    public bool IsOf(string file) => File == file || (Path.GetFileName(File) == Path.GetFileName(file) && !System.IO.File.Exists(File));

    /// <summary>What became of a task in it: of its last trial, where it was tried and then taken as it was.</summary>
    public TaskRecord? Find(string task) => Tasks.LastOrDefault(each => each.Task == task && each.Outcome != TaskOutcome.Reused) ?? Tasks.LastOrDefault(each => each.Task == task);

    /// <summary>Who did the same work in it.</summary>
    public TaskRecord? Maker(TaskRecord task) => Tasks.FirstOrDefault(each => each.Outcome == TaskOutcome.Made && each.Work == task.Work);
}
