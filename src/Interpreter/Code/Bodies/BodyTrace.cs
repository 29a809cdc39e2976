using System.Diagnostics;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Text;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>The way of an exception through the lines of .dag files. Frames of .NET and of dag itself are no part of it.</summary>
internal static class BodyTrace
{
    public static EquatableList<DiagnosticNote> Of(Exception thrown, IReadOnlyList<LoadedUnit> units, TaskDeclaration? task)
    {
        var notes = new List<DiagnosticNote>();
        foreach (var frame in new StackTrace(thrown, fNeedFileInfo: true).GetFrames())
        {
            if (units.FirstOrDefault(each => each.Owns(frame.GetMethod())) is { } unit && NoteOf(frame, unit, task) is { } note && (notes.Count == 0 || notes[^1] != note))
                notes.Add(note);
        }

        return notes.ToEquatableList();
    }

    private static DiagnosticNote? NoteOf(StackFrame frame, LoadedUnit unit, TaskDeclaration? task)
    {
        if (LineDirective.SourceOf(frame.GetFileName()) is not { } number || number >= unit.Unit.Sources.Count)
            return null;

        var (name, line) = (NameOf(frame), frame.GetFileLineNumber());
        var source = unit.Unit.Sources[number];
        switch (EntryOf(name, unit.Unit))
        {
            case GeneratedEntry.Body body when task is not null && body.Sharers.Contains(task):
                return Note(task.Module.Source, line - LineOf(body.Task) + LineOf(task), task.Name.Text);
            case GeneratedEntry.Body body:
                return Note(source, line, body.Task.Name.Text);
            case GeneratedEntry.Predicate(_, _, _, var type):
                return Note(source, line, $"the predicate of '{type}'");
            case GeneratedEntry.Message(_, _, _, var type):
                return Note(source, line, $"the message of '{type}'");
            default:
                return Note(source, line, name);
        }
    }

    private static DiagnosticNote Note(SourceText source, int line, string name)
        => new(new(source, Trimmed(source, source.SpanOfLine(Math.Clamp(line, 1, source.LineCount)))), $"at {name}");

    private static int LineOf(TaskDeclaration task) => task.Body switch
    {
        BodyDeclaration.Expression(var code) => code.At.Start.Line,
        BodyDeclaration.Block(var code) => code.At.Start.Line,
        _ => 0,
    };

    private static TextSpan Trimmed(SourceText source, TextSpan line)
    {
        var text = source.Slice(line);
        var blanks = text.Length - text.TrimStart().Length;
        return TextSpan.FromBounds(line.Start + blanks, Math.Max(line.Start + blanks, line.Start + text.TrimEnd().Length));
    }

    private static GeneratedEntry? EntryOf(string method, GeneratedUnit unit)
        => method.EndsWith('_') ? unit.Entries.GetValueOrDefault(method[..^1]) : null;

    // The frame of an async method is its state machine's, that of a lambda or a local function a method made for it; the name of the method
    // they were written in stands in the angle brackets.
    private static string NameOf(StackFrame frame)
    {
        var method = frame.GetMethod();
        var name = method?.Name == "MoveNext" && method.DeclaringType is { } machine ? machine.Name : method?.Name ?? "";
        while (name.StartsWith('<'))
        {
            var end = name.LastIndexOf('>');
            name = end > 1 ? name[1..end] : name[1..];
        }

        return name;
    }
}
