using Dag.Language.Collections;

namespace Dag.Interpreter.Tracking;

/// <summary>
/// Why a task ran, or did not, when it was last reached: against the run before in which it was made, part by part of its fingerprint.
/// </summary>
public sealed record WorkExplanation(JournalledRun Run, JournalledTask Task, JournalledRun? Against, EquatableList<string> Lines)
{
    /// <summary>Null where no run of the file has reached the task.</summary>
    public static WorkExplanation? Of(RunHistory history, string file, string task)
    {
        var runs = history.Runs.Where(run => run.File == file).SelectMany(run => run.Tasks.Where(each => each.Task == task).TakeLast(1).Select(each => (Run: run, Task: each)));
        (JournalledRun Run, JournalledTask Task)? last = null;
        foreach (var (run, found) in runs)
        {
            if (last is not var (lastRun, lastTask))
                last = (run, found);
            else if (lastTask.Outcome == "reused" ? found.Work == lastTask.Work && found.Outcome == "made" : found.Outcome is "made" or "failed" && !found.Parts.IsEmpty)
                return new(lastRun, lastTask, run, Compare(found, lastTask));

            if (found.Outcome != "reused" && found.Work is null)
                break;
        }

        return last is var (only, alone) ? new(only, alone, null, Alone(alone)) : null;
    }

    private static EquatableList<string> Alone(JournalledTask task) => task switch
    {
        { Work: null } => ["nothing of it can be known again: it makes no product, or a value that cannot be compared"],
        { Outcome: "reused" } => ["the same work was done before"],
        _ => ["no run before has made it"],
    };

    private static EquatableList<string> Compare(JournalledTask before, JournalledTask now)
    {
        if (now.Outcome == "reused")
            return ["the same work was done then"];

        var lines = new List<string>();
        var old = before.Parts.ToDictionary(part => part.Name);
        foreach (var part in now.Parts)
            lines.Add(!old.Remove(part.Name, out var earlier) ? $"{part.Name} is new{Shown(part)}" : earlier.Digest == part.Digest ? $"{part.Name} unchanged" : $"{part.Name} {Changed(earlier, part)}");
        lines.AddRange(old.Keys.Select(gone => $"{gone} is gone"));
        if (lines.TrueForAll(line => line.EndsWith(" unchanged", StringComparison.Ordinal)))
            lines.Add(now.Because ?? "what it made then is not kept any more");
        // What changed is what is asked for.
        return lines.OrderBy(line => line.EndsWith(" unchanged", StringComparison.Ordinal)).ToEquatableList();
    }

    private static string Shown(JournalledPart part) => part.Shown is null ? Place(part) : $": {part.Shown}{Origin(part)}";

    private static string Changed(JournalledPart before, JournalledPart now)
        => before.Shown is { } old && now.Shown is { } shown && old != shown ? $"{old} -> {shown}{Origin(now)}" : $"changed{Place(now)}";

    private static string Origin(JournalledPart part) => part.Origin is null ? "" : $" ({part.Origin})";

    private static string Place(JournalledPart part) => part.At is null ? "" : $" at {part.At}";
}
