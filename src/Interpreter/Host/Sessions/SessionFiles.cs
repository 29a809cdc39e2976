using System.Text;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Saving;
using Dag.Language.Loading;
using Dag.Language.Parsing;
using Dag.Language.Text;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>The file of a session: what it said when it was last read or written, and how changes are written back to it.</summary>
internal sealed class SessionFiles(DagEngine engine, SourceText main)
{
    private SourceText known = main;

    /// <summary>Null where the session was not started with a file.</summary>
    public string? Path => known.Path.StartsWith('<') ? null : known.Path;

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(known.Path)) ?? "";

    public void Read(SourceText source) => known = source;

    /// <summary>Writes the files' text with the changes since, if that reads back to the same env, and nobody wrote to it in between.</summary>
    public Reply Save(SessionState now, string? wanted, SourceLocation at, out SessionState after)
    {
        after = now;
        if ((wanted ?? Path) is not { } path)
            return new Reply.Refused([SessionErrors.NoFile(at)], RunStatus.FileWrong);
        if (path.Length == 0 || path.Contains('\0'))
            return new Reply.Refused([SessionErrors.NotWritten(at, path.Replace("\0", "\\0"), "it is not a valid path")], RunStatus.EngineFailed);

        var isOwn = Path is { } own && System.IO.Path.GetFullPath(path) == System.IO.Path.GetFullPath(own);
        if (isOwn && WhatIsThere(path) is var there && there != known.Text)
            return new Reply.Refused([ChangedOnDisk(path, there, at)], RunStatus.EngineFailed);

        if (Written(now, path) is not { Saved: { } saved } written)
            return new Reply.Refused([SessionErrors.DoesNotReadBack(at, path)], RunStatus.EngineFailed);
        if (SourceWriting.WhyNotWritten(path, written.Text) is { } reason)
            return new Reply.Refused([SessionErrors.NotWritten(at, path, reason)], RunStatus.EngineFailed);

        if (isOwn || Path is null)
        {
            known = new(path, written.Text);
            after = now with { Program = saved, Files = saved, Changes = [] };
        }

        return new Reply.Saved(path, written.Statements);
    }

    // With the fewest changes if they make the same of the file, else with all of them.
    private (string Text, int Statements, DagProgram? Saved) Written(SessionState now, string path)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path)) ?? "";
        foreach (var steps in ChangeScript.Candidates(now.Changes))
        {
            var text = TextOf(now.Files.Main.Source, steps, folder);
            if (engine.ReadText(new(path, text)).Program is { } read && EnvText.InFull(read.Env) == EnvText.InFull(now.Program.Env))
                return (text, steps.Count, read);
        }

        return default;
    }

    private static string TextOf(SourceText main, IReadOnlyList<ChangeStep> steps, string folder)
    {
        var from = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(main.Path)) ?? "";
        var text = new StringBuilder(Rebasing.Text(Parser.Parse(main), new(0, main.Length), from, folder));
        if (text.Length > 0 && text[^1] != '\n' && steps.Count > 0)
            text.Append('\n');
        var wasLong = false;
        foreach (var step in steps)
        {
            var written = ChangeScript.TextOf(step, folder);
            var isLong = written.Contains('\n');
            text.Append(text.Length > 0 && (isLong || wasLong || step == steps[0]) ? "\n" : "").Append(written).Append('\n');
            wasLong = isLong;
        }

        return text.ToString();
    }

    private string? WhatIsThere(string path)
        => engine.Reader.Read(path) is SourceReading.Found(var bytes) ? Encoding.UTF8.GetString(bytes.Span) : null;

    private Dag.Language.Diagnostics.Diagnostic ChangedOnDisk(string path, string? there, SourceLocation at)
    {
        if (there is null)
            return SessionErrors.ChangedOnDisk(at, path, null, LineAt(known, 0));

        var other = new SourceText(path, there);
        var same = there.AsSpan().CommonPrefixLength(known.Text);
        return SessionErrors.ChangedOnDisk(at, path, LineAt(other, same), LineAt(known, same));
    }

    private static SourceLocation LineAt(SourceText source, int offset)
        => new(source, source.SpanOfLine(source.PositionOf(Math.Min(offset, source.Length)).Line));
}
