using System.Text.Json;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Sessions;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Forecasting;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;
using static Dag.Repl.Rendering.JsonLines;

namespace Dag.Repl.Rendering;

/// <summary>What commands and statements answer as JSON, one object a line; the shapes are in <c>docs/json.schema.json</c>.</summary>
internal static class JsonAnswers
{
    /// <summary>A line for each task of a plan.</summary>
    public static string Of(PlanResult planned, IReadOnlyList<IReadOnlyList<Forecast>> forecasts, SecretTexts secrets)
        => string.Concat(planned.Plans.ToArray().Select((plan, i) => Of(plan, i < forecasts.Count ? forecasts[i] : [], secrets)));

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

    public static string Of(TaskRemoval forgotten) => Object(json =>
    {
        json.WriteString("event", "forgotten");
        json.WriteString("task", forgotten.Task.Text);
        json.WriteNumber("products", forgotten.Products);
    });

    /// <summary>A run that is watched has ended, and waits for its inputs to change.</summary>
    public static string OfWaiting(RunInputs inputs) => Object(json =>
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
    public static string? Find(Reply reply, SecretTexts secrets) => reply switch
    {
        Reply.TasksShown(var tasks) => string.Concat(tasks.Select(Of)),
        Reply.Planned(var plan, var forecasts) => Of(plan, forecasts, secrets),
        Reply.Explained(var ahead, var last) => string.Concat(ahead.Select(OfText)) + (last is null ? "" : JsonRecords.Of(last)),
        Reply.RunsShown(var runs, _, _) => string.Concat(runs.Select(JsonRecords.Of)),
        Reply.Forgot(var tasks) => string.Concat(tasks.Select(Of)),
        Reply.Changed(var impact, _, _) => Of(impact),
        Reply.Stepped(_, _, var impact) => Of(impact),
        Reply.Ran(var result) => string.Concat(result.Products.Select(product => JsonLines.Of(product, secrets))),
        _ => null,
    };

    private static string Of(Plan plan, IReadOnlyList<Forecast> forecasts, SecretTexts secrets)
        => string.Concat(Enumerable.Range(0, plan.Tasks.Count).Select(node => Object(json => WritePlanned(json, plan, node, node < forecasts.Count ? forecasts[node] : null, secrets))));

    private static void WritePlanned(Utf8JsonWriter json, Plan plan, int node, Forecast? forecast, SecretTexts secrets)
    {
        var task = plan.Tasks[node];
        json.WriteString("event", "planned");
        WriteTask(json, task.Declaration, task.Declaration);
        json.WriteStartArray("options");
        foreach (var option in task.Options)
        {
            json.WriteStartObject();
            json.WriteString("name", option.Declaration.Name);
            json.WriteString("value", secrets.Mask(PlanText.Shown(option)));
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
}
