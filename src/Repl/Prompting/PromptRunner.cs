using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.Runtime.Serialising;
using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Parsing;
using Dag.Language.Text;
using Dag.Repl.Commands;
using Dag.Repl.Editing;

namespace Dag.Repl.Prompting;

/// <summary>Does what was typed or piped: statements, C#, names, and the words that only a prompt has. Each answers with the exit code that it would end with.</summary>
/// <param name="format">How values are shown.</param>
/// <param name="kindOf">What a text is.</param>
internal sealed class PromptRunner(CommandContext context, CSharpRepl csharp, ValueFormat format, Func<string, InputKind> kindOf)
{
    private bool AsJson => format == ValueFormat.Json;

    public async Task<int> RunAsync(OpenedGraph opened, InputKind kind, string name, CancellationToken cancellation)
    {
        switch (kind)
        {
            case InputKind.Statement(var statement):
                return await SayAsync(opened, name, statement, cancellation).ConfigureAwait(false);
            case InputKind.Name(var named):
                return await ShowAsync(opened, name, named, cancellation).ConfigureAwait(false);
            case InputKind.CSharp(var code) when FindHash(name, code) is { } hash:
                return Refuse(hash);
            case InputKind.CSharp(var code):
                await RecallAsync(opened, code, cancellation).ConfigureAwait(false);
                return await csharp.EvaluateAsync(opened, name, code, format, cancellation).ConfigureAwait(false);
            case InputKind.Timed(var timed):
                return await TimeAsync(opened, timed, name, cancellation).ConfigureAwait(false);
            case InputKind.Copy(var what, var path):
                return await CopyAsync(opened, what, path, name, cancellation).ConfigureAwait(false);
            case InputKind.Shell(var line):
                return await ChildProgram.RunAsync(line).ConfigureAwait(false);
            case InputKind.History:
                return Refuse(PromptErrors.OnlyAtTerminal("history"));
            case InputKind.Edit:
                return Refuse(PromptErrors.OnlyAtTerminal("edit"));
            default:
                return ExitCode.Fine;
        }
    }

    // A comment as others write it, or a package as other prompts load it. The language says what there is instead.
    private static Diagnostic? FindHash(string name, string code)
    {
        var word = code.AsSpan().TrimStart();
        if (word is not ['#', ..] || word is ['#', '!', ..])
            return null;

        word = word[1..].TrimStart();
        var end = word.IndexOfAnyExceptInRange('a', 'z');
        return word[..(end < 0 ? word.Length : end)] is "if" or "elif" or "else" or "endif" or "region" or "endregion" or "pragma" or "nullable" or "define" or "undef" or "line" or "warning" or "error"
            ? null
            : Parser.Parse(new SourceText(name, code)).Diagnostics.FirstOrDefault();
    }

    private int Refuse(Diagnostic diagnostic)
    {
        context.Report([diagnostic], AsJson);
        return ExitCode.FileWrong;
    }

    private async Task<int> SayAsync(OpenedGraph opened, string name, string statement, CancellationToken cancellation)
    {
        var runner = new StatementRunner(context, opened.Session, AsJson, isQuiet: false, withTables: format == ValueFormat.Table);
        var exit = await runner.SayAsync(new SourceText(name, statement), cancellation).ConfigureAwait(false);
        if (runner.LastRun is { } task && opened.Session.Records.Find(task) is { } made)
            csharp.KeepLast(opened, made);
        return exit;
    }

    // A task without a value yet is shown as it is declared, and so is anything that is not a task.
    private async Task<int> ShowAsync(OpenedGraph opened, string name, string named, CancellationToken cancellation)
    {
        if (await FindValueAsync(opened, named, cancellation).ConfigureAwait(false) is not (var made, var value) || made.Task.Declaration.Product is not { } type)
            return await SayAsync(opened, name, $"show {named}", cancellation).ConfigureAwait(false);

        csharp.Show(value, type.Name.Text, format, Secrecy.Hides(type));
        csharp.KeepLast(opened, made);
        if (format == ValueFormat.Table && !opened.Session.IsUpToDate(made.Task.Declaration.Name) && made.Content is not null)
            context.Terminal.WriteError(context.Paint.Faint($"out of date: run {named} makes it again") + "\n");
        return ExitCode.Fine;
    }

    private static async Task<(SessionProduct Made, ClrValue Value)?> FindValueAsync(OpenedGraph opened, string named, CancellationToken cancellation)
    {
        if (opened.Session.FindTask(named) is not { Product: not null } task)
            return null;

        await opened.Session.RecallAsync([task.Name], cancellation).ConfigureAwait(false);
        return opened.Session.Records.Find(task.Name) is { } made && made.Fetch() is { } value ? (made, value) : null;
    }

    // Of the tasks that C# names, those that the store has.
    private static Task RecallAsync(OpenedGraph opened, string code, CancellationToken cancellation)
        => opened.Session.RecallAsync(NamesIn(code).Select(opened.Session.FindTask).OfType<TaskDeclaration>().Select(task => task.Name).Distinct().ToEquatableList(), cancellation);

    private static IEnumerable<string> NamesIn(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            if (!NameCharacters.IsStart(code[at]) || (at > 0 && (NameCharacters.IsPart(code[at - 1]) || code[at - 1] == '.')))
                continue;

            var end = NameCharacters.EndOf(code, at);
            yield return code[at..end];
            while (end + 1 < code.Length && code[end] == '.' && NameCharacters.IsStart(code[end + 1]))
            {
                end = NameCharacters.EndOf(code, end + 1);
                yield return code[at..end];
            }
        }
    }

    private async Task<int> TimeAsync(OpenedGraph opened, string timed, string name, CancellationToken cancellation)
    {
        var start = context.Clock.GetTimestamp();
        var exit = await RunAsync(opened, kindOf(timed), name, cancellation).ConfigureAwait(false);
        context.Terminal.WriteError(context.Paint.Faint($"took {Units.Duration(context.Clock.GetElapsedTime(start))}") + "\n");
        return exit;
    }

    private async Task<int> CopyAsync(OpenedGraph opened, string what, string? path, string name, CancellationToken cancellation)
    {
        if (path is null)
            return Refuse(PromptErrors.NothingToCopyTo(what));

        var isSecret = opened.Session.FindTask(what)?.Product is { } type && Secrecy.Hides(type);
        if (isSecret)
            return Refuse(PromptErrors.Secret(what));

        ClrValue value;
        if (await FindValueAsync(opened, what, cancellation).ConfigureAwait(false) is (_, var made))
        {
            value = made;
        }
        else
        {
            await RecallAsync(opened, what, cancellation).ConfigureAwait(false);
            var (given, exit) = await csharp.ValueOfAsync(opened, name, what, format, cancellation).ConfigureAwait(false);
            if (exit != ExitCode.Fine)
                return exit;
            if (given is not { } found)
                return Refuse(PromptErrors.HasNoValue(what));
            value = found;
        }

        try
        {
            if (ValueFileWriter.Write(value, path) is { } why)
                return Refuse(PromptErrors.NotCopied(what, path, why));
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentException)
        {
            return Refuse(PromptErrors.NotCopied(what, path, refused.Message));
        }

        context.Terminal.WriteError(context.Paint.Faint($"copied to {path}") + "\n");
        return ExitCode.Fine;
    }
}
