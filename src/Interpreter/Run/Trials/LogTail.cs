using System.Text;
using Dag.Interpreter.Run.Processes;
using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Collections;

namespace Dag.Interpreter.Run.Trials;

/// <summary>The last lines of a log, and whether there were more. However long the log, only its end is read.</summary>
internal sealed record LogTail(EquatableList<string> Lines, bool IsShortened)
{
    public static LogTail Empty { get; } = new([], false);

    /// <summary>No log is an empty one. The first line is left out if the bytes begin inside it, unless it is the only one.</summary>
    public static LogTail Read(string path, int maxLines, int maxBytes)
    {
        if (maxLines <= 0 || maxBytes <= 0 || FileState.Of(path) is null)
            return Empty;

        using var file = RawFile.OpenContent(path);
        var length = RandomAccess.GetLength(file);
        // One byte more than is shown tells whether the first line begins where the bytes begin.
        var start = Math.Max(0, length - maxBytes - 1);
        var buffer = new byte[(int)(length - start)];
        var bytes = buffer.AsSpan(0, RawFile.Fill(file, start, buffer));
        return Of(bytes, maxLines, startsInside: start > 0 || length > maxBytes);
    }

    private static LogTail Of(ReadOnlySpan<byte> bytes, int maxLines, bool startsInside)
    {
        if (bytes.EndsWith("\n"u8))
            bytes = bytes[..^1];
        else if (bytes.IsEmpty)
            return Empty;

        if (startsInside)
            bytes = bytes.IndexOf((byte)'\n') is var first and >= 0 ? bytes[(first + 1)..] : Utf8Boundary.Next(bytes[Math.Min(1, bytes.Length)..]);

        var start = bytes.Length;
        for (var lines = 0; lines < maxLines && start >= 0; lines++)
            start = bytes[..start].LastIndexOf((byte)'\n');

        return new LogTail(
            Encoding.UTF8.GetString(bytes[(start + 1)..]).Split('\n').Select(line => line.TrimEnd('\r')).ToEquatableList(),
            IsShortened: startsInside || start >= 0);
    }
}
