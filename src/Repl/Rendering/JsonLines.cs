using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Testing;
using Dag.Interpreter.Run.Events;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Repl.Rendering;

/// <summary>Events, products and messages as JSON, one object a line; the shapes are in <c>docs/json.schema.json</c>.</summary>
internal static class JsonLines
{
    /// <summary>Version of the format: raised when a field changes its name or meaning or goes. New events and fields do not raise it.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(RunEvent happened) => Object(json =>
    {
        var (name, task, writeMore) = PartsOf(happened);
        json.WriteString("event", name);
        json.WriteString("at", happened.At);
        if (task is { } known)
            json.WriteString("task", known.Text);
        writeMore?.Invoke(json);
    });

    public static string Of(TargetProduct product, SecretTexts secrets) => Object(json =>
    {
        json.WriteString("event", "product");
        json.WriteString("task", product.Task.Text);
        json.WriteString("type", product.Type.Text);
        json.WritePropertyName("value");
        WriteValue(json, product, secrets);
    });

    /// <summary>What C# at the prompt gave, with its type as a person writes it.</summary>
    public static string OfValue(ClrValue value, string type, SecretTexts secrets) => Object(json =>
    {
        json.WriteString("event", "value");
        json.WriteString("type", type);
        json.WritePropertyName("value");
        if (secrets.IsEmpty)
            json.WriteRawValue(ProductJson.Print(value), skipInputValidation: true);
        else
            WriteMasked(json, ProductJson.Print(value), secrets);
    });

    public static string Of(Diagnostic diagnostic) => Object(json =>
    {
        json.WriteString("event", "diagnostic");
        WriteFields(json, diagnostic);
    });

    /// <summary>The first line of every output: by which version of this format it is written, and of which command.</summary>
    public static string OfBegin(string command) => Object(json =>
    {
        json.WriteString("event", "begin");
        json.WriteNumber("version", Version);
        json.WriteString("command", command);
    });

    public static string Of(TestResult result) => Object(json =>
    {
        json.WriteString("event", "test");
        json.WriteString("name", result.Test.Name);
        WritePlace(json, result.Test.At);
        json.WriteString("end", result switch { TestResult.Passed => "passed", TestResult.Failed => "failed", _ => "interrupted" });
        WriteSeconds(json, result.Elapsed);
        if (result is TestResult.Failed failed)
            WriteFailures(json, failed);
    });

    public static string Of(TestCount count) => Object(json =>
    {
        json.WriteString("event", "tests_finished");
        json.WriteNumber("passed", count.Passed);
        json.WriteNumber("failed", count.Failed);
        json.WriteNumber("interrupted", count.Interrupted);
        WriteSeconds(json, count.Elapsed);
    });

    private static (string Name, TaskName? Task, Action<Utf8JsonWriter>? WriteMore) PartsOf(RunEvent happened) => happened switch
    {
        RunEvent.RunStarted e => ("run_started", null, json => WriteRun(json, e)),
        RunEvent.TaskStarted e => ("task_started", e.Task, null),
        RunEvent.TrialStarted e => ("trial_started", e.Task, json => json.WriteNumber("attempt", e.Attempt)),
        RunEvent.TrialEnded e => ("trial_ended", e.Task, json => WriteTrial(json, e)),
        RunEvent.TrialRetried e => ("trial_retried", e.Task, json => WriteRetry(json, e)),
        RunEvent.TaskFinished e => ("task_finished", e.Task, json => WriteSeconds(json, e.Elapsed)),
        RunEvent.TaskReused e => ("task_reused", e.Task, null),
        RunEvent.TaskFailed e => ("task_failed", e.Task, json => WriteFailure(json, e.Failure)),
        RunEvent.TaskBlocked e => ("task_blocked", e.Task, json => json.WriteString("by", e.By.Text)),
        RunEvent.TaskCancelled e => ("task_cancelled", e.Task, null),
        RunEvent.Logged e => ("log", e.Task, json => json.WriteString("line", e.Line)),
        RunEvent.Progressed e => ("progress", e.Task, json => WriteProgress(json, e)),
        RunEvent.MetricRecorded e => ("metric", e.Task, json => WriteMetric(json, e)),
        RunEvent.ArtifactKept e => ("artifact", e.Task, json => json.WriteString("path", e.Path)),
        RunEvent.TaskPublished e => ("task_published", e.Task, json => json.WriteString("path", e.Path)),
        RunEvent.RunFinished e => ("run_finished", null, json => WriteEnd(json, e)),
        _ => throw new System.Diagnostics.UnreachableException($"event {happened}"),
    };

    private static void WriteRun(Utf8JsonWriter json, RunEvent.RunStarted started)
    {
        json.WriteString("run", started.Run);
        json.WriteNumber("count", started.Tasks);
        json.WriteNumber("workers", started.Workers);
        json.WriteStartArray("tasks");
        foreach (var each in started.Graph)
        {
            json.WriteStartObject();
            json.WriteString("task", each.Task.Text);
            WriteTexts(json, "needs", each.Needs.Select(need => need.Text));
            json.WriteNumber("step", each.Step);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTrial(Utf8JsonWriter json, RunEvent.TrialEnded ended)
    {
        json.WriteNumber("attempt", ended.Attempt);
        json.WriteString("end", EndOf(ended.Status));
        WriteSeconds(json, ended.Elapsed);
    }

    internal static string EndOf(TrialStatus status) => status switch
    {
        TrialStatus.Succeeded => "succeeded",
        TrialStatus.Failed => "failed",
        TrialStatus.TimedOut => "timed_out",
        _ => "cancelled",
    };

    private static void WriteRetry(Utf8JsonWriter json, RunEvent.TrialRetried retried)
    {
        json.WriteNumber("attempt", retried.Attempt);
        json.WriteNumber("trials", retried.Trials);
        json.WriteString("end", EndOf(retried.Status));
        WriteSeconds(json, retried.Elapsed);
        json.WriteString("reason", retried.Reason);
        json.WriteNumber("wait", retried.Wait.TotalSeconds);
    }

    internal static void WriteSeconds(Utf8JsonWriter json, TimeSpan elapsed) => json.WriteNumber("seconds", elapsed.TotalSeconds);

    private static void WriteFailure(Utf8JsonWriter json, TaskFailure failure)
    {
        json.WriteStartObject("diagnostic");
        WriteFields(json, failure.Diagnostic);
        json.WriteEndObject();
        WriteLog(json, failure.Log);
    }

    private static void WriteLog(Utf8JsonWriter json, EquatableList<string> lines) => WriteTexts(json, "log", lines);

    internal static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteFailures(Utf8JsonWriter json, TestResult.Failed failed)
    {
        json.WriteStartArray("failures");
        foreach (var diagnostic in failed.Diagnostics)
        {
            json.WriteStartObject();
            WriteFields(json, diagnostic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteLog(json, failed.Log);
    }

    private static void WriteProgress(Utf8JsonWriter json, RunEvent.Progressed progressed)
    {
        json.WriteNumber("fraction", progressed.Fraction);
        if (progressed.Note is { } note)
            json.WriteString("note", note);
    }

    private static void WriteMetric(Utf8JsonWriter json, RunEvent.MetricRecorded recorded)
    {
        json.WriteString("name", recorded.Name);
        json.WritePropertyName("value");
        JsonSerializer.Serialize(json, recorded.Value, ProductJson.Compact);
    }

    private static void WriteEnd(Utf8JsonWriter json, RunEvent.RunFinished finished)
    {
        json.WriteString("run", finished.Run);
        WriteCounts(json, finished.Summary);
        WriteSeconds(json, finished.Elapsed);
    }

    internal static void WriteCounts(Utf8JsonWriter json, RunSummary summary)
    {
        json.WriteStartObject("counts");
        json.WriteNumber("done", summary.Done);
        json.WriteNumber("reused", summary.Reused);
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("blocked", summary.Blocked);
        json.WriteNumber("cancelled", summary.Cancelled);
        json.WriteNumber("not_run", summary.NotRun);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Diagnostic diagnostic)
    {
        json.WriteString("code", diagnostic.Code);
        json.WriteString("severity", diagnostic.IsError ? "error" : "warning");
        json.WriteString("message", diagnostic.Message);
        WritePlace(json, diagnostic.At);
        if (diagnostic.Hint is { } hint)
            json.WriteString("hint", hint);
        if (diagnostic.Notes.IsEmpty)
            return;

        json.WriteStartArray("notes");
        foreach (var note in diagnostic.Notes)
        {
            json.WriteStartObject();
            json.WriteString("message", note.Message);
            WritePlace(json, note.At);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, SourceLocation? place)
    {
        if (place is not { } at)
            return;

        json.WriteStartObject("place");
        json.WriteString("file", at.Source.Path);
        json.WriteNumber("line", at.Start.Line);
        json.WriteNumber("column", at.Start.Column);
        json.WriteNumber("end_line", at.End.Line);
        json.WriteNumber("end_column", at.End.Column);
        json.WriteEndObject();
    }

    // Text by text: a secret may as well be a part of how JSON is written.
    private static void WriteMasked(Utf8JsonWriter json, string value, SecretTexts secrets)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(value));
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    json.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    json.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    json.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    json.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    json.WritePropertyName(secrets.Mask(reader.GetString() ?? ""));
                    break;
                case JsonTokenType.String:
                    json.WriteStringValue(secrets.Mask(reader.GetString() ?? ""));
                    break;
                default:
                    json.WriteRawValue(reader.ValueSpan);
                    break;
            }
        }
    }

    private static void WriteValue(Utf8JsonWriter json, TargetProduct product, SecretTexts secrets)
    {
        try
        {
            if (product.IsSecret || secrets.IsEmpty)
                json.WriteRawValue(product.IsSecret ? "\"***\"" : ProductJson.Print(product.Value));
            else
                WriteMasked(json, ProductJson.Print(product.Value), secrets);
        }
        catch (Exception refused) when (refused is NotSupportedException or JsonException)
        {
            json.WriteStringValue(secrets.Mask(product.Value.ToString() ?? ""));
        }
    }

    internal static string Object(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }
}
