using System.Buffers;
using System.Globalization;
using System.Text;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Masking;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Collections;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.State.Journals;

/// <summary>
/// Writes what becomes of each task of a run into a file that is only ever added to, a line of JSON each. What was made is on disk at once: a run that
/// is killed leaves what it knew. A folder that cannot be written has no journal.
/// </summary>
internal sealed class RunJournal : IDisposable
{
    private const int MostPending = 64 * 1024;

    // 1: sentences for where a product is kept and for what blocks a task, and no kinds of parts. It is still read.
    private const string Format = "2";

    private readonly Lock gate = new();
    private readonly JournalLine line = new();
    private readonly List<TaskRecord> unwritten = [];
    private readonly RunRecord? head;
    private readonly ArrayBufferWriter<byte> pending = new();
    private SafeFileHandle? file;
    private long written;

    private readonly SecretTexts? secrets;

    private RunJournal(SafeFileHandle? file, RunRecord? head, SecretTexts? secrets = null) => (this.file, this.head, this.secrets) = (file, head, secrets);

    /// <summary>One that nothing is written into.</summary>
    public static RunJournal None => new(null, null);

    /// <summary>What could not be written down, for as long as this process remembers it.</summary>
    public RunRecord? Unwritten { get; private set; }

    /// <param name="secrets">What is written down without.</param>
    public static RunJournal Begin(string folder, string run, DateTimeOffset at, string program, EquatableList<string> targets, SecretTexts? secrets = null)
    {
        SafeFileHandle? file = null;
        try
        {
            Directory.CreateDirectory(folder);
            file = RawFile.Create(PathOf(folder, run));
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // What a run makes does not hang on its being written down.
        }

        var journal = new RunJournal(file, file is null ? new(run, at, program, targets, [], null, TimeSpan.Zero) : null, secrets);
        journal.Write(flush: true, into =>
        {
            into.Write("run", run);
            into.Write("format", Format);
            into.Write("at", at.ToString("O", CultureInfo.InvariantCulture));
            into.Write("file", program);
            WriteList(into, "targets", targets);
        });
        return journal;
    }

    internal static string PathOf(string folder, string run) => Path.Combine(folder, run + ".jsonl");

    public void Record(TaskRecord task)
    {
        var masked = Masked(task);
        if (head is null)
            Write(masked);
        else
            lock (gate)
                unwritten.Add(masked);
    }

    // Its names and digests are none of what secrets stand in.
    private TaskRecord Masked(TaskRecord task)
        => secrets is not { IsEmpty: false } known ? task : task with
        {
            Because = Masked(known, task.Because), Kept = task.Kept is { } kept ? kept with { Why = known.Mask(kept.Why) } : null, Parts = task.Parts.Map(part => Masked(known, part)),
            Trials = task.Trials.Map(trial => trial with { Reason = Masked(known, trial.Reason) }),
        };

    private static PartRecord Masked(SecretTexts known, PartRecord part)
        => part with { Shown = Masked(known, part.Shown), Origin = Masked(known, part.Origin), Within = part.Within.Map(each => Masked(known, each)) };

    private static string? Masked(SecretTexts known, string? text) => text is null ? null : known.Mask(text);

    public void End(JournalEnd end, TimeSpan took)
    {
        if (head is not null)
            Unwritten = head with { Tasks = unwritten.ToEquatableList(), End = end, Took = took };
        Write(flush: true, into =>
        {
            into.Write("end", end.Word());
            into.Write("seconds", took);
        });
    }

    public void Dispose()
    {
        lock (gate)
        {
            Flush();
            Close();
        }
    }

    private void Write(TaskRecord task) => Write(flush: task.Outcome != TaskOutcome.Reused, into =>
    {
        into.Write("task", task.Task);
        into.Write("outcome", task.Outcome.Word());
        if (task.Work is not null)
            into.Write("work", task.Work);
        if (task.Took > TimeSpan.Zero)
            into.Write("seconds", task.Took);
        WriteText(into, "because", task.Because);
        WriteText(into, "blockedBy", task.BlockedBy);
        if (task.Kept is { } kept)
        {
            into.Write("place", kept.Word);
            into.Write("reason", kept.Why);
        }

        if (!task.Trials.IsEmpty)
            WriteTrials(into, task.Trials);
        if (!task.Parts.IsEmpty)
            WriteParts(into, "parts", task.Parts);
    });

    /// <summary>Every task was reused, and by the same work as in an earlier run.</summary>
    public void Replay(string run) => Write(flush: false, into => into.Write("same", run));

    public void RecordLoss(EvictionRecord lost) => Write(flush: false, into =>
    {
        into.Write("lost", lost.Task);
        into.Write("work", lost.Work);
        into.Write("why", lost.Why);
    });

    private static void WriteTrials(JournalLine into, EquatableList<TrialRecord> trials)
    {
        into.OpenList("trials");
        foreach (var trial in trials)
        {
            into.OpenRecord();
            into.Write("end", trial.Status.Word());
            into.Write("seconds", trial.Took);
            WriteText(into, "reason", trial.Reason);
            if (trial.Wait is { } wait)
                into.Write("wait", wait);
            into.CloseRecord();
        }

        into.CloseList();
    }

    private static void WriteParts(JournalLine into, string name, EquatableList<PartRecord> parts)
    {
        into.OpenList(name);
        foreach (var part in parts)
        {
            into.OpenRecord();
            into.Write("name", part.Name);
            into.Write("digest", part.Digest);
            WriteText(into, "kind", WordOf(part.Kind));
            WriteText(into, "shown", part.Shown);
            WriteText(into, "type", part.Type);
            WriteText(into, "origin", part.Origin);
            WriteText(into, "maker", part.Maker);
            WriteText(into, "at", part.At);
            if (!part.Within.IsEmpty)
                WriteParts(into, "within", part.Within);
            into.CloseRecord();
        }

        into.CloseList();
    }

    private static string? WordOf(PartKind kind) => kind switch
    {
        PartKind.Option => "option",
        PartKind.Code => "code",
        PartKind.Usings => "usings",
        PartKind.Dep => "dep",
        _ => null,
    };

    private static void WriteText(JournalLine into, string name, string? text)
    {
        if (text is not null)
            into.Write(name, text);
    }

    private static void WriteList(JournalLine into, string name, EquatableList<string> texts)
    {
        into.OpenList(name);
        foreach (var text in texts)
            into.WriteElement(text);
        into.CloseList();
    }

    private void Write(bool flush, Action<JournalLine> write)
    {
        lock (gate)
        {
            if (file is null)
                return;

            line.Begin();
            write(line);
            line.CloseRecord();
            Encoding.UTF8.GetBytes(line.Text.Append('\n').ToString(), pending);
            if (flush || pending.WrittenCount > MostPending)
                Flush();
        }
    }

    private void Flush()
    {
        try
        {
            if (file is not null)
                RandomAccess.Write(file, pending.WrittenSpan, written);
            written += pending.WrittenCount;
            pending.ResetWrittenCount();
        }
        catch (Exception refused) when (refused is IOException or ObjectDisposedException or ArgumentOutOfRangeException)
        {
            Close();
        }
    }

    private void Close()
    {
        file?.Dispose();
        file = null;
    }
}
