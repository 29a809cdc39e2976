using System.Text.Json;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Interpreter.State.Packing;
using Dag.Interpreter.State.Storing;
using Dag.Language.Declarations;
using static Dag.Repl.Rendering.JsonLines;

namespace Dag.Repl.Rendering;

/// <summary>What commands and statements answer as JSON, one object a line; the shapes are in <c>docs/json.schema.json</c>.</summary>
internal static class JsonAnswers
{
    /// <summary>A line for each task of a plan.</summary>
    public static string Of(PlanResult planned, IReadOnlyList<IReadOnlyList<Forecast>> forecasts)
        => string.Concat(planned.Plans.ToArray().Select((plan, i) => Of(plan, i < forecasts.Count ? forecasts[i] : [])));

    public static string Of(TaskView task) => Object(json =>
    {
        json.WriteString("event", "task");
        WriteTask(json, task.Declared, task.Effective);
        json.WriteString("doc", task.Declared.Doc);
        json.WriteBoolean("pinned", task.Pin is not null);
        json.WriteBoolean("disabled", task.IsDisabled);
        json.WriteBoolean("overridden", task.Declared.Original is not null);
        json.WriteString("state", task.State);
    });

    public static string Of(StatusLine status) => Object(json =>
    {
        json.WriteString("event", "status");
        json.WriteString("task", status.Task.Text);
        json.WriteString("status", status.Kind switch
        {
            StatusKind.OutOfDate => "out_of_date",
            StatusKind.New => "new",
            StatusKind.Always => "always",
            StatusKind.Pinned => "pinned",
            _ => "up_to_date",
        });
        if (status.Cause is { } cause)
            json.WriteString("cause", cause.Word());
        if (status.Why.Length > 0)
            json.WriteString("why", status.Why);
    });

    public static string Of(ForgottenTask forgotten) => Object(json =>
    {
        json.WriteString("event", "forgotten");
        json.WriteString("task", forgotten.Task.Text);
        json.WriteNumber("products", forgotten.Products);
    });

    /// <summary>A run that is watched has ended, and waits for its inputs to change.</summary>
    public static string OfWaiting(WatchedInputs inputs) => Object(json =>
    {
        json.WriteString("event", "waiting");
        WriteTexts(json, "files", inputs.Files);
        WriteTexts(json, "folders", inputs.Folders);
    });

    public static string OfChanged(IReadOnlyList<string> paths) => Object(json =>
    {
        json.WriteString("event", "changed");
        WriteTexts(json, "paths", paths);
    });

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
        WriteCached(json, task.Kept);
    });

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

    /// <summary>A text that was asked for.</summary>
    public static string OfText(string text) => Object(json =>
    {
        json.WriteString("event", "answer");
        json.WriteString("text", text);
    });

    public static string Of(ChangeImpact impact) => Object(json =>
    {
        json.WriteString("event", "change");
        WriteTexts(json, "out_of_date", impact.Stale.Select(task => task.Text));
        WriteTexts(json, "up_to_date", impact.Holding.Select(task => task.Text));
        WriteSeconds(json, impact.Cost);
    });

    /// <summary>What a session answers; null where its text is all there is to say.</summary>
    public static string? Find(Reply reply) => reply switch
    {
        Reply.TasksShown(var tasks) => string.Concat(tasks.Select(Of)),
        Reply.Planned(var plan, var forecasts) => Of(plan, forecasts),
        Reply.Explained(var ahead, var last) => string.Concat(ahead.Select(OfText)) + (last is null ? "" : Of(last)),
        Reply.RunsShown(var runs, _, _) => string.Concat(runs.Select(Of)),
        Reply.Forgot(var tasks) => string.Concat(tasks.Select(Of)),
        Reply.Changed(var impact, _, _) => Of(impact),
        Reply.Stepped(_, _, var impact) => Of(impact),
        Reply.Ran(var result) => string.Concat(result.Products.Select(JsonLines.Of)),
        _ => null,
    };

    private static string Of(Plan plan, IReadOnlyList<Forecast> forecasts)
        => string.Concat(Enumerable.Range(0, plan.Tasks.Count).Select(node => Object(json => WritePlanned(json, plan, node, node < forecasts.Count ? forecasts[node] : null))));

    private static void WritePlanned(Utf8JsonWriter json, Plan plan, int node, Forecast? forecast)
    {
        var task = plan.Tasks[node];
        json.WriteString("event", "planned");
        WriteTask(json, task.Declaration, task.Declaration);
        json.WriteStartArray("options");
        foreach (var option in task.Options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Declaration.Name);
            json.WriteString("value", PlanText.Shown(option));
            json.WriteString("origin", option.Origin.Describe());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("forecast", forecast is { Kind: not ForecastKind.Nothing } known ? known.Kind.Word() : null);
        json.WriteString("cause", forecast?.Cause?.Word());
        json.WriteString("why", forecast?.Why is { Length: > 0 } why ? why : null);
    }

    private static void WriteTask(Utf8JsonWriter json, TaskDeclaration declared, TaskDeclaration effective)
    {
        json.WriteString("task", declared.Name.Text);
        json.WriteString("product", declared.Product?.Name.Text);
        json.WriteString("product_name", declared.ProductName?.Text);
        json.WriteString("publish", declared.Publish?.Path);
        WriteTexts(json, "needs", effective.Deps.Select(dep => dep.Task.Text));
    }

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
