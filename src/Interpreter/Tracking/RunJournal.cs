using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dag.Language.Collections;

namespace Dag.Interpreter.Tracking;

/// <summary>
/// Writes what becomes of each task of a run into a file that is only ever added to, a line of JSON each. What was made is on disk at once: a run that
/// is killed leaves what it knew. A folder that cannot be written has no journal.
/// </summary>
public sealed class RunJournal : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly MemoryStream line = new();
    private readonly List<JournalledTask> unwritten = [];
    private readonly JournalledRun? head;
    private StreamWriter? file;

    private RunJournal(StreamWriter? file, JournalledRun? head) => (this.file, this.head) = (file, head);

    /// <summary>One that nothing is written into.</summary>
    public static RunJournal None => new(null, null);

    /// <summary>What could not be written down, for as long as this process remembers it.</summary>
    public JournalledRun? Unwritten { get; private set; }

    public static RunJournal Begin(string folder, string run, DateTimeOffset at, string program, EquatableList<string> targets)
    {
        StreamWriter? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            file = new(new FileStream(PathOf(folder, run), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite), new UTF8Encoding(false), 64 * 1024);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // What a run makes does not hang on its being written down.
        }

        var journal = new RunJournal(file, file is null ? new(run, at, program, targets, [], null, TimeSpan.Zero) : null);
        journal.Write(flush: true, json =>
        {
            json.WriteString("run", run);
            json.WriteString("at", at);
            json.WriteString("file", program);
            WriteList(json, "targets", targets);
        });
        return journal;
    }

    internal static string PathOf(string folder, string run) => Path.Combine(folder, run + ".jsonl");

    public void Record(JournalledTask task)
    {
        if (head is null)
            Write(task);
        else
            lock (gate)
                unwritten.Add(task);
    }

    public void End(string end, TimeSpan took)
    {
        if (head is not null)
            Unwritten = head with { Tasks = unwritten.ToEquatableList(), End = end, Took = took };
        Write(flush: true, json =>
        {
            json.WriteString("end", end);
            json.WriteNumber("seconds", took.TotalSeconds);
        });
    }

    public void Dispose()
    {
        lock (gate)
            Quietly(each => each.Dispose());
        file = null;
    }

    private void Write(JournalledTask task) => Write(flush: task.Outcome != WorkEnd.Reused, json =>
    {
        json.WriteString("task", task.Task);
        json.WriteString("outcome", task.Outcome.Word());
        if (task.Work is not null)
            json.WriteString("work", task.Work);
        if (task.Took > TimeSpan.Zero)
            json.WriteNumber("seconds", task.Took.TotalSeconds);
        WriteText(json, "because", task.Because);
        WriteText(json, "kept", task.Kept);
        if (!task.Parts.IsEmpty)
            WriteParts(json, "parts", task.Parts);
    });

    /// <summary>Every task was reused, and by the same work as in an earlier run.</summary>
    public void Repeat(string run) => Write(flush: false, json => json.WriteString("same", run));

    public void RecordLoss(JournalledLoss lost) => Write(flush: false, json =>
    {
        json.WriteString("lost", lost.Task);
        json.WriteString("work", lost.Work);
        json.WriteString("why", lost.Why);
    });

    private static void WriteParts(Utf8JsonWriter json, string name, EquatableList<JournalledPart> parts)
    {
        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            json.WriteStartObject();
            json.WriteString("name", part.Name);
            json.WriteString("digest", part.Digest);
            WriteText(json, "shown", part.Shown);
            WriteText(json, "type", part.Type);
            WriteText(json, "origin", part.Origin);
            WriteText(json, "at", part.At);
            if (!part.Within.IsEmpty)
                WriteParts(json, "within", part.Within);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteList(Utf8JsonWriter json, string name, EquatableList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private void Write(bool flush, Action<Utf8JsonWriter> write)
    {
        lock (gate)
        {
            if (file is null)
                return;

            line.SetLength(0);
            using (var json = new Utf8JsonWriter(line, Plain))
            {
                json.WriteStartObject();
                write(json);
                json.WriteEndObject();
            }

            Quietly(each =>
            {
                each.Write(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
                each.Write('\n');
                if (flush)
                    each.Flush();
            });
        }
    }

    private void Quietly(Action<StreamWriter> write)
    {
        try
        {
            if (file is not null)
                write(file);
        }
        catch (Exception refused) when (refused is IOException or ObjectDisposedException or ArgumentOutOfRangeException)
        {
            file = null;
        }
    }
}
