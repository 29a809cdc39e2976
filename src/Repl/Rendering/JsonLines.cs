using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dag.Interpreter.Products;
using Dag.Interpreter.Sessions;
using Dag.Interpreter.Tracking;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Repl.Rendering;

/// <summary>Events, products and messages as JSON, one object a line; the names of their fields are in <c>docs/json.md</c> and do not change.</summary>
internal static class JsonLines
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(RunEvent happened) => Object(json =>
    {
        json.WriteString("event", NameOf(happened));
        json.WriteString("at", happened.At);
        Fields(json, happened);
    });

    public static string Of(TargetProduct product) => Object(json =>
    {
        json.WriteString("event", "product");
        json.WriteString("task", product.Task.Text);
        json.WriteString("type", product.Type.Name.Text);
        json.WritePropertyName("value");
        WriteValue(json, product);
    });

    public static string Of(Diagnostic diagnostic) => Object(json =>
    {
        json.WriteString("event", "diagnostic");
        WriteFields(json, diagnostic);
    });

    private static string NameOf(RunEvent happened) => happened switch
    {
        RunEvent.RunStarted => "run.started",
        RunEvent.TaskStarted => "task.started",
        RunEvent.TrialStarted => "trial.started",
        RunEvent.TrialEnded => "trial.ended",
        RunEvent.TaskFinished => "task.finished",
        RunEvent.TaskReused => "task.reused",
        RunEvent.TaskFailed => "task.failed",
        RunEvent.TaskBlocked => "task.blocked",
        RunEvent.TaskCancelled => "task.cancelled",
        RunEvent.Logged => "log",
        RunEvent.Progressed => "progress",
        RunEvent.MetricRecorded => "metric",
        RunEvent.ArtifactKept => "artifact",
        RunEvent.RunFinished => "run.finished",
        _ => throw new System.Diagnostics.UnreachableException($"event {happened}"),
    };

    private static void Fields(Utf8JsonWriter json, RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted e:
                json.WriteString("run", e.Run);
                json.WriteNumber("tasks", e.Tasks);
                break;
            case RunEvent.TaskStarted e:
                json.WriteString("task", e.Task.Text);
                break;
            case RunEvent.TrialStarted e:
                json.WriteString("task", e.Task.Text);
                json.WriteNumber("attempt", e.Attempt);
                break;
            case RunEvent.TrialEnded e:
                json.WriteString("task", e.Task.Text);
                json.WriteNumber("attempt", e.Attempt);
                json.WriteString("end", e.End);
                json.WriteNumber("seconds", e.Elapsed.TotalSeconds);
                break;
            case RunEvent.TaskFinished e:
                json.WriteString("task", e.Task.Text);
                json.WriteNumber("seconds", e.Elapsed.TotalSeconds);
                break;
            case RunEvent.TaskReused e:
                json.WriteString("task", e.Task.Text);
                break;
            case RunEvent.TaskCancelled e:
                json.WriteString("task", e.Task.Text);
                break;
            default:
                OtherFields(json, happened);
                break;
        }
    }

    private static void OtherFields(Utf8JsonWriter json, RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.TaskFailed e:
                json.WriteString("task", e.Task.Text);
                WriteFields(json, e.Failure.Diagnostic);
                json.WriteStartArray("log");
                foreach (var line in e.Failure.Log)
                    json.WriteStringValue(line);
                json.WriteEndArray();
                break;
            case RunEvent.TaskBlocked e:
                json.WriteString("task", e.Task.Text);
                json.WriteString("by", e.By.Text);
                break;
            case RunEvent.Logged e:
                json.WriteString("task", e.Task.Text);
                json.WriteString("line", e.Line);
                break;
            case RunEvent.Progressed e:
                json.WriteString("task", e.Task.Text);
                json.WriteNumber("fraction", e.Fraction);
                if (e.Note is not null)
                    json.WriteString("note", e.Note);
                break;
            case RunEvent.MetricRecorded e:
                json.WriteString("task", e.Task.Text);
                json.WriteString("name", e.Name);
                JsonSerializer.Serialize(Property(json, "value"), e.Value, ProductJson.Compact);
                break;
            case RunEvent.ArtifactKept e:
                json.WriteString("task", e.Task.Text);
                json.WriteString("path", e.Path);
                break;
            case RunEvent.RunFinished e:
                json.WriteString("run", e.Run);
                WriteCounts(json, e.Summary);
                json.WriteNumber("seconds", e.Elapsed.TotalSeconds);
                break;
        }
    }

    private static Utf8JsonWriter Property(Utf8JsonWriter json, string name)
    {
        json.WritePropertyName(name);
        return json;
    }

    private static void WriteCounts(Utf8JsonWriter json, RunSummary summary)
    {
        json.WriteNumber("done", summary.Done);
        json.WriteNumber("reused", summary.Reused);
        json.WriteNumber("failed", summary.Failed);
        json.WriteNumber("blocked", summary.Blocked);
        json.WriteNumber("cancelled", summary.Cancelled);
        json.WriteNumber("not_run", summary.NotRun);
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

        json.WriteString("file", at.Source.Path);
        json.WriteNumber("line", at.Start.Line);
        json.WriteNumber("column", at.Start.Column);
        json.WriteNumber("end_line", at.End.Line);
        json.WriteNumber("end_column", at.End.Column);
    }

    private static void WriteValue(Utf8JsonWriter json, TargetProduct product)
    {
        try
        {
            json.WriteRawValue(Secret(product) ? "\"***\"" : ProductJson.Print(product.Value));
        }
        catch (Exception refused) when (refused is NotSupportedException or JsonException)
        {
            json.WriteStringValue(product.Value.ToString());
        }
    }

    private static bool Secret(TargetProduct product) => Secrecy.Hides(product.Type);

    private static string Object(Action<Utf8JsonWriter> write)
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
