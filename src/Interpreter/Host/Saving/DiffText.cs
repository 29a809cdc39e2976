using System.Text;
using Dag.Language.Declarations;
using Dag.Language.Parsing;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Values;

namespace Dag.Interpreter.Host.Saving;

/// <summary>What was changed since the files were read, as source: lines that stand there no more, and lines that would have to be written.</summary>
internal static class DiffText
{
    /// <summary>Empty where nothing was changed, or everything was changed back.</summary>
    /// <param name="steps">As they are to be written.</param>
    public static string Of(Env files, IReadOnlyList<ChangeStep> steps, string folder)
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            foreach (var old in Replaced(files, step))
                Lines(text, "- ", old);
            Lines(text, "+ ", ChangeScript.TextOf(step, folder));
        }

        return text.ToString();
    }

    private static IEnumerable<string> Replaced(Env files, ChangeStep step)
    {
        switch (step.Statement)
        {
            case StatementSyntax.Set set:
                return Setting(files, set.Option.Text);
            case StatementSyntax.Change { What: ChangeSyntax.Unset(var option) }:
                return Setting(files, option.Text);
            case StatementSyntax.Change { What: ChangeSyntax.Override(var task) } when files.FindTask(new(task.Name.Text)) is { } declared:
                return [Source(declared)];
            case StatementSyntax.Change { What: ChangeSyntax.Remove }:
                return step.Before.Tasks.Keys.Where(name => step.After.FindTask(name) is null).Select(files.FindTask).OfType<TaskDeclaration>().Select(Source);
            default:
                return [];
        }
    }

    private static IEnumerable<string> Setting(Env files, string written)
        => OptionName.OfWritten(written) is { } option && files.Settings.TryGet(option, out var old) ? [$"set {written} = {ValuePrinter.Print(old.Value)}"] : [];

    // A declaration knows where its name stands; the whole of it is found by reading its file once more.
    private static string Source(TaskDeclaration task)
    {
        var source = task.At.Source;
        var whole = Parser.Parse(source).Statements.Select(statement => statement switch
        {
            StatementSyntax.Task declared when declared.Name.Span == task.At.Span => declared,
            StatementSyntax.Change { What: ChangeSyntax.Override(var instead) } when instead.Name.Span == task.At.Span => instead,
            _ => null,
        }).OfType<StatementSyntax.Task>().FirstOrDefault();
        return source.TextOf(whole?.Span ?? new TextSpan(task.At.Span.Start, 0));
    }

    private static void Lines(StringBuilder text, string sign, string source)
    {
        foreach (var line in source.ReplaceLineEndings("\n").Split('\n'))
            text.Append(sign).Append(line).Append('\n');
    }
}
