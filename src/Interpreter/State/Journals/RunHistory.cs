using System.Text;
using System.Text.Json;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.Journals;

/// <summary>Reads the journals of a folder, the latest run first. A line that was torn by a kill is passed over.</summary>
/// <param name="unwritten">Runs that could not be written down.</param>
public sealed class RunHistory(string folder, IReadOnlyList<RunRecord> unwritten)
{
    private const double MostSeconds = 1e9;

    // A run leads to another that did its work, and hardly ever further.
    private const int MostRepeats = 16;

    private readonly Dictionary<string, EquatableList<TaskRecord>> repeated = [];
    private int depth;

    public string Folder => folder;

    /// <summary>The names of the runs that left a journal, the latest first.</summary>
    public IReadOnlyList<string> Names
        => (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Where(RunName.Is) : [])
            .Concat(unwritten.Select(run => run.Name)).OrderDescending(StringComparer.Ordinal).ToList();

    public IEnumerable<RunRecord> Runs => Names.Select(Find).OfType<RunRecord>();

    /// <summary>Null where there is no such run, or nothing of it can be read.</summary>
    public RunRecord? Find(string name)
    {
        if (!RunName.Is(name))
            return null;

        var path = RunJournal.PathOf(folder, name);
        if (!File.Exists(path))
            return unwritten.FirstOrDefault(run => run.Name == name);

        var (run, tasks, lost) = (default(RunRecord), new List<TaskRecord>(), new List<EvictionRecord>());
        foreach (var line in LinesOf(path))
        {
            using var json = Parse(line);
            if (json?.RootElement is { ValueKind: JsonValueKind.Object } told)
                run = Apply(told, run, tasks, lost, name);
        }

        return run is null ? null : run with { Tasks = tasks.ToEquatableList(), Lost = lost.ToEquatableList() };
    }

    private RunRecord? Apply(JsonElement line, RunRecord? run, List<TaskRecord> tasks, List<EvictionRecord> lost, string name)
    {
        if (line.TryGetProperty("run", out _))
            return new(name, line.TryGetProperty("at", out var at) && at.ValueKind == JsonValueKind.String && at.TryGetDateTimeOffset(out var began) ? began : default, TextOf(line, "file") ?? "", TargetsOf(line), [], null, TimeSpan.Zero) { IsOfFormat1 = TextOf(line, "format") is null };
        if (TextOf(line, "task") is { } task && TaskOutcomeText.Find(TextOf(line, "outcome")) is { } outcome)
            tasks.Add(TaskOf(line, task, outcome, run is null or { IsOfFormat1: true }));
        if (TextOf(line, "lost") is { } loser)
            lost.Add(new(loser, TextOf(line, "work") ?? "", TextOf(line, "why") ?? ""));
        if (TextOf(line, "same") is { } same && same != name && run is not { Repeats: not null })
        {
            tasks.AddRange(Repeated(same));
            run = run is null ? null : run with { Repeats = same };
        }

        return JournalEndText.Find(TextOf(line, "end")) is { } end && run is not null ? run with { End = end, Took = SecondsOf(line) } : run;
    }

    // Where the earlier run's journal is gone, nothing more is known.
    private EquatableList<TaskRecord> Repeated(string run)
    {
        if (repeated.TryGetValue(run, out var known))
            return known;

        // A journal that leads back to itself is a damaged one.
        repeated[run] = [];
        if (depth >= MostRepeats)
            return [];

        depth++;
        var found = Find(run);
        depth--;
        return repeated[run] = found?.Tasks.Where(task => task.Work is not null).Select(task => new TaskRecord(task.Task, TaskOutcome.Reused, task.Work, TimeSpan.Zero, [])).ToEquatableList() ?? [];
    }

    // One that another process has just deleted, or that may not be read, says nothing.
    private static string[] LinesOf(string path)
    {
        try
        {
            using var file = RawFile.OpenOwnToRead(path);
            return Encoding.UTF8.GetString(RawFile.Read(file, 0, long.MaxValue)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            return [];
        }
    }

    private static JsonDocument? Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TaskRecord TaskOf(JsonElement line, string task, TaskOutcome outcome, bool isOfFormat1) => new(
        task, outcome, TextOf(line, "work"), SecondsOf(line), line.TryGetProperty("parts", out var parts) ? PartsOf(parts, isOfFormat1) : [])
    {
        Because = TextOf(line, "because"),
        BlockedBy = TextOf(line, "blockedBy"),
        Kept = CacheRecord.Find(TextOf(line, "place"), TextOf(line, "reason")) ?? CacheRecord.FindOlder(TextOf(line, "kept")),
        Trials = line.TryGetProperty("trials", out var trials) ? TrialsOf(trials) : [],
    };

    private static EquatableList<TrialRecord> TrialsOf(JsonElement trials)
        => trials.ValueKind != JsonValueKind.Array ? [] : trials.EnumerateArray().Where(trial => trial.ValueKind == JsonValueKind.Object)
            .Select(trial => TrialStatusText.Find(TextOf(trial, "end")) is { } end
                ? new TrialRecord(end, SecondsOf(trial), TextOf(trial, "reason")) { Wait = trial.TryGetProperty("wait", out _) ? SecondsOf(trial, "wait") : null }
                : null)
            .OfType<TrialRecord>().ToEquatableList();

    private static EquatableList<PartRecord> PartsOf(JsonElement parts, bool isOfFormat1)
        => parts.ValueKind != JsonValueKind.Array ? [] : parts.EnumerateArray().Where(part => part.ValueKind == JsonValueKind.Object).Select(part => new PartRecord(TextOf(part, "name") ?? "", TextOf(part, "digest") ?? "")
        {
            Kind = isOfFormat1 ? OlderKindOf(TextOf(part, "name") ?? "") : KindOf(TextOf(part, "kind")),
            Shown = TextOf(part, "shown"),
            Type = TextOf(part, "type"),
            Origin = TextOf(part, "origin"),
            Maker = TextOf(part, "maker"),
            At = TextOf(part, "at"),
            Within = part.TryGetProperty("within", out var within) ? PartsOf(within, isOfFormat1: false) : [],
        }).ToEquatableList();

    private static PartKind KindOf(string? kind) => kind switch
    {
        "option" => PartKind.Option,
        "code" => PartKind.Code,
        "usings" => PartKind.Usings,
        "dep" => PartKind.Dep,
        _ => PartKind.Other,
    };

    // Parts of format 1 have no kind but their name.
    private static PartKind OlderKindOf(string name)
        => name.StartsWith("option ", StringComparison.Ordinal) ? PartKind.Option
            : name == "usings" ? PartKind.Usings
            : name == "code" || name.StartsWith("code: ", StringComparison.Ordinal) ? PartKind.Code
            : PartKind.Other;

    private static EquatableList<string> TargetsOf(JsonElement line)
        => line.TryGetProperty("targets", out var targets) && targets.ValueKind == JsonValueKind.Array
            ? targets.EnumerateArray().Where(target => target.ValueKind == JsonValueKind.String).Select(target => target.GetString() ?? "").ToEquatableList() : [];

    private static string? TextOf(JsonElement line, string name) => line.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static TimeSpan SecondsOf(JsonElement line, string name = "seconds")
        => line.TryGetProperty(name, out var seconds) && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetDouble(out var length) && length is >= 0 and < MostSeconds
            ? TimeSpan.FromSeconds(length) : TimeSpan.Zero;
}
