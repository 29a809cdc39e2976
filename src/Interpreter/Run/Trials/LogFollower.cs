using System.Text;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Microsoft.Win32.SafeHandles;

namespace Dag.Interpreter.Run.Trials;

/// <summary>
/// Passes on the lines of a growing log as they come, in order and one at a time, and what is left when it is finished.
/// It never holds more than one line, and of that no more than <see cref="LongestLine"/> bytes.
/// </summary>
internal sealed class LogFollower : IDisposable
{
    public const int LongestLine = 64 * 1024;
    public const string CutMark = " … (line cut after 64 KB)";

    private const int ReadBytes = 16 * 1024;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly string path;
    private readonly Action<string> receive;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private SafeFileHandle? file;
    private long position;
    private byte[] begun = [];
    private int begunLength;
    private bool inCutLine;
    private bool finished;

    /// <summary>Begins to look at the log every tenth of a second; it need not exist yet.</summary>
    public LogFollower(string path, Action<string> receive, TimeProvider clock)
    {
        this.path = path;
        this.receive = receive;
        timer = clock.CreateTimer(static state => (state as LogFollower)?.Poll(), this, Interval, Interval);
    }

    /// <summary>To be called when the writer has ended: passes on all that is left, a last line without a line end too.</summary>
    public void Finish()
    {
        timer.Dispose();
        lock (gate)
        {
            if (finished)
                return;
            if (!TryReadOn(out var refusal))
                receive($"(cannot read the rest of the log: {refusal})");
            if (begunLength > 0 && !inCutLine)
                Receive(begun.AsSpan(0, begunLength));
            finished = true;
            file?.Dispose();
            begun = [];
        }
    }

    public void Dispose() => Finish();

    private void Poll()
    {
        if (!gate.TryEnter())
            return; // The last look is still passing lines on.
        try
        {
            // Where it cannot be read now, as there are too many open files, it may be the next time.
            if (!finished)
                TryReadOn(out _);
        }
        finally
        {
            gate.Exit();
        }
    }

    private bool TryReadOn(out string refusal)
    {
        refusal = "";
        try
        {
            ReadOn();
            return true;
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            refusal = refused.Message;
            return false;
        }
    }

    private void ReadOn()
    {
        // Most logs stay empty.
        if (file is null && FileState.Of(path) is not { Length: > 0 })
            return;

        file ??= RawFile.OpenContent(path);
        Span<byte> buffer = stackalloc byte[ReadBytes];
        while (RandomAccess.Read(file, buffer, position) is var read and > 0)
        {
            position += read;
            Accept(buffer[..read]);
        }
    }

    private void Accept(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            EndLine(bytes[..end]);
            bytes = bytes[(end + 1)..];
        }
        Append(bytes);
    }

    private void EndLine(ReadOnlySpan<byte> rest)
    {
        if (begunLength == 0 && !inCutLine)
        {
            Receive(rest);
            return;
        }
        Append(rest);
        if (!inCutLine)
            Receive(begun.AsSpan(0, begunLength));
        begunLength = 0;
        inCutLine = false;
    }

    /// <summary>Adds to the line begun; one that grows too long is passed on cut, and its rest dropped.</summary>
    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (inCutLine || bytes.IsEmpty)
            return;

        // One character more than is shown, so that the cut is known to be one and falls between characters.
        const int kept = LongestLine + 4;
        var taken = bytes[..Math.Min(bytes.Length, kept - begunLength)];
        if (begun.Length < begunLength + taken.Length)
            Array.Resize(ref begun, Math.Min(kept, Math.Max(256, (begunLength + taken.Length) * 2)));
        taken.CopyTo(begun.AsSpan(begunLength));
        begunLength += taken.Length;
        if (begunLength < kept)
            return;

        var cut = Utf8Boundary.Before(begun, LongestLine);
        receive(Encoding.UTF8.GetString(begun, 0, cut) + CutMark);
        begunLength = 0;
        inCutLine = true;
    }

    private void Receive(ReadOnlySpan<byte> line)
        => receive(Encoding.UTF8.GetString(line.EndsWith("\r"u8) ? line[..^1] : line));
}
