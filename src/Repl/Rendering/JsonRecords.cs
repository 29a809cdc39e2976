using System.Text.Json;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;
using static Dag.Repl.Rendering.JsonLines;

namespace Dag.Repl.Rendering;

/// <summary>What past runs and the store have on record as JSON, one object a line; the shapes are in <c>docs/json.schema.json</c>.</summary>
internal static class JsonRecords
{
    public static string Of(WhyReport why) => Object(json =>
    {
        json.WriteString("event", "why");
        json.WriteString("task", why.Task.Task);
        json.WriteString("outcome", why.Task.Outcome.Word());
        json.WriteString("run", why.Run.Name);
        json.WriteString("at", why.Run.At);
        WriteRun(json, "compared_with", why.Against == why.Run ? null : why.Against);
        json.WriteStartArray("changes");
        foreach (var change in why.Changes)
        {
            json.WriteStartObject();
            json.WriteString("text", change.Text);
            WriteTexts(json, "causes", change.Causes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "unchanged", why.Unchanged);
        WriteTrials(json, why.Task);
        WriteCached(json, why.Kept);
        json.WriteString("evicted", why.Eviction);
    });

    public static string Of(RunRecord run) => Object(json =>
    {
        json.WriteString("event", "run_record");
        json.WriteString("run", run.Name);
        json.WriteString("at", run.At);
        json.WriteString("file", run.File);
        WriteTexts(json, "targets", run.Targets);
        json.WriteString("end", run.End?.Word());
        WriteSeconds(json, run.Took);
        WriteCounts(json, new(
            run.Count(TaskOutcome.Made) + run.Count(TaskOutcome.Given), run.Count(TaskOutcome.Reused), run.Count(TaskOutcome.Failed), run.Count(TaskOutcome.Blocked), run.Count(TaskOutcome.Cancelled), 0));
    });

    public static string Of(TaskRecord task) => Object(json =>
    {
        json.WriteString("event", "task_record");
        json.WriteString("task", task.Task);
        json.WriteString("outcome", task.Outcome.Word());
        WriteSeconds(json, task.Took);
        json.WriteString("work", task.Work);
        WriteTrials(json, task);
        WriteCached(json, task.Kept);
    });

    private static void WriteTrials(Utf8JsonWriter json, TaskRecord task)
    {
        json.WriteStartArray("trials");
        foreach (var trial in task.Trials)
        {
            json.WriteStartObject();
            json.WriteString("end", EndOf(trial.Status));
            WriteSeconds(json, trial.Took);
            json.WriteString("reason", trial.Reason);
            if (trial.Wait is { } wait)
                json.WriteNumber("wait", wait.TotalSeconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static string Of(StoreReport report, int runs, long trials, int compiled, long compiledBytes) => Object(json =>
    {
        json.WriteString("event", "cache");
        json.WriteString("folder", report.Folder);
        json.WriteNumber("products", report.Products);
        json.WriteNumber("bytes", report.Bytes);
        json.WriteNumber("unused_bytes", report.Unused);
        WriteMoment(json, "oldest", report.Oldest);
        WriteMoment(json, "newest", report.Newest);
        json.WriteNumber("damaged", report.Damaged);
        json.WriteNumber("runs", runs);
        json.WriteNumber("trial_bytes", trials);
        json.WriteNumber("compiled", compiled);
        json.WriteNumber("compiled_bytes", compiledBytes);
    });

    /// <param name="state"><c>damaged</c> or <c>unused</c>.</param>
    /// <param name="used">The run that last made or took it, and the file that was run; null where that is not asked.</param>
    public static string Of(string state, StoredEntry entry, (DateTimeOffset At, string? File)? used) => Object(json =>
    {
        json.WriteString("event", "stored_product");
        json.WriteString("state", state);
        json.WriteString("task", entry.Product.Task);
        json.WriteString("file", used?.File);
        json.WriteNumber("bytes", entry.Bytes);
        json.WriteString("at", entry.Product.MadeAt);
        WriteSeconds(json, entry.Product.Took);
        WriteMoment(json, "used", used?.At);
    });

    public static string Of(PastRun run) => Object(json =>
    {
        json.WriteString("event", "past_run");
        json.WriteString("run", run.Name);
        json.WriteString("file", run.File);
        WriteMoment(json, "at", run.At);
        json.WriteNumber("bytes", run.Left);
        json.WriteBoolean("journal", run.Journal is not null);
    });

    /// <summary>What an action on the store has come to.</summary>
    /// <param name="deleted">Whether it was done, and not only shown.</param>
    public static string OfAction(string action, int products, int runs, int compiled, bool deleted) => Object(json =>
    {
        json.WriteString("event", "cache_action");
        json.WriteString("action", action);
        json.WriteNumber("products", products);
        json.WriteNumber("runs", runs);
        json.WriteNumber("compiled", compiled);
        json.WriteBoolean("deleted", deleted);
    });

    private static void WriteRun(Utf8JsonWriter json, string name, RunRecord? run)
    {
        if (run is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("run", run.Name);
        json.WriteString("at", run.At);
        json.WriteEndObject();
    }

    private static void WriteCached(Utf8JsonWriter json, CacheRecord? cached)
    {
        if (cached is null)
        {
            json.WriteNull("cached");
            return;
        }

        json.WriteStartObject("cached");
        json.WriteString("place", cached.Word);
        json.WriteString("why", cached.Why);
        json.WriteEndObject();
    }

    private static void WriteMoment(Utf8JsonWriter json, string name, DateTimeOffset? at)
    {
        if (at is { } known)
            json.WriteString(name, known);
        else
            json.WriteNull(name);
    }
}
