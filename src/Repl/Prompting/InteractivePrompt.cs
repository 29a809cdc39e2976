using Dag.Interpreter.Runtime.Disk;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Repl.Commands;
using Dag.Repl.Editing;
using Dag.Repl.Terminal;

namespace Dag.Repl.Prompting;

/// <summary>
/// A session at a terminal: reads a line, has it done, says what came of it, until somebody wants to leave. The file is read while the first line is
/// typed; nothing that is typed ends the session, nor does a mistake of our own.
/// </summary>
internal sealed class InteractivePrompt
{
    private const int MostFailures = 3;
    private const int FewestColumns = 20;
    private const int FewTasks = 5000;

    private static readonly EnvNames NoNames = EnvNames.Of(Env.Empty);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(120);

    private const int MostListed = 200;

    private readonly CommandContext context;
    private readonly WindowedTerminal window;
    private readonly PromptRunner runner;
    private readonly Interrupt interrupt;
    private readonly string? file;
    private readonly Completion completion;
    private readonly JobNews news;
    private readonly CSharpRepl csharp;
    private Task<OpenedGraph>? opening;
    private EnvNames? names;
    private Task indexing = Task.CompletedTask;
    private OpenedGraph? graph;
    private PromptHistory history = new(null);
    private EditorServices? knowledge;
    private bool isLeaving;
    private int lines;

    public InteractivePrompt(CommandContext context, string? file, Interrupt interrupt)
    {
        window = new(context.Terminal, () => Descriptor.FindRows(1) ?? int.MaxValue, context.Paint);
        this.context = context = context with { Terminal = window };
        this.file = file;
        this.interrupt = interrupt;
        news = new(context.Renderer);
        csharp = new(context);
        runner = new(context, csharp, ValueFormat.Table, KindOf);
        completion = new(FoldersEntries, [.. context.Engine.Modules]);
    }

    /// <summary>Whether somebody types.</summary>
    public static bool IsWanted => Descriptor.IsTerminal(0);

    private static bool HasScreen => Descriptor.FindColumns(1) >= FewestColumns && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    // Known as soon as it is read, though what is wrong with it may be said only before the first answer.
    private OpenedGraph? Opened => opening is { IsCompletedSuccessfully: true } ? opening.Result : null;

    public async Task<int> RunAsync()
    {
        opening = Task.Run(() => OpenedGraph.Open(context, file));
        // The compiler is loaded behind the prompt, for the first list of C# names.
        _ = opening.ContinueWith(opened => csharp.Open(opened.Result), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        interrupt.OpenPrompt();
        knowledge = new EditorServices(() => Opened?.Session.Env ?? Env.Empty, () => names ?? Opened?.Names ?? NoNames, completion, csharp.Editing, context.Engine.Secrets);
        if (!HasScreen)
        {
            using var plain = new PlainLines(context.Terminal, knowledge);
            return await RunAsync(plain, opening).ConfigureAwait(false);
        }

        var kept = context.Engine.WhyNotUsed(file) is null ? HistoryFile.FindIn(context.Engine.StateFolderOf(file)) : null;
        history = new(kept);
        await using var editor = new LineEditor(new ScreenConsole(), knowledge, kept, history);
        return await RunAsync(editor, opening).ConfigureAwait(false);
    }

    private InputKind KindOf(string text) => knowledge?.KindOf(text) ?? new InputKind.CSharp(text);

    private async Task<int> RunAsync(IInputLines typing, Task<OpenedGraph> opening)
    {
        await Task.WhenAny(opening, Task.Delay(LongestWait, context.Clock)).ConfigureAwait(false);
        Greet(opening);
        for (var failures = 0; failures < MostFailures && !interrupt.Token.IsCancellationRequested;)
        {
            try
            {
                context.Terminal.WriteError(news.Format());
                var typed = await typing.ReadAsync().ConfigureAwait(false);
                failures = 0;
                if (await IsLastAsync(typed, opening, typing).ConfigureAwait(false))
                    break;
            }
            catch (Exception broken)
            {
                failures++;
                Report(broken);
            }
        }

        return await CloseAsync(opening).ConfigureAwait(false);
    }

    private void Greet(Task<OpenedGraph> opening)
    {
        var what = file is null ? "" : opening.IsCompleted ? $"{file}   " : $"reading {file} …   ";
        context.Terminal.WriteError(context.Paint.Faint($"{what}help lists the statements, Ctrl-D exits") + "\n");
        if (opening.IsCompletedSuccessfully)
            Adopt(opening.Result);
    }

    private void Adopt(OpenedGraph opened)
    {
        if (graph is not null)
            return;

        graph = opened;
        context.Report(opened.Diagnostics, asJson: false);
        if (opened.IsWrong)
            context.Terminal.WriteError($"'{file}' has errors and was not loaded; fix it, then: load \"{file}\"\n");
        names = opened.Names;
    }

    private async Task<bool> IsLastAsync(InputLine typed, Task<OpenedGraph> opening, IInputLines typing)
    {
        switch (typed)
        {
            case InputLine.Ended:
                return MayLeave();
            case InputLine.Dropped(var wasEmpty):
                if (wasEmpty)
                    context.Terminal.WriteError(context.Paint.Faint("Ctrl-D, exit or quit ends the session") + "\n");
                return false;
            case InputLine.Entered(var text, var isSecret):
                if (isSecret)
                    context.Terminal.WriteError(context.Paint.Faint("not saved in the history: it may contain a secret") + "\n");
                Adopt(await opening.ConfigureAwait(false));
                var isLast = await DoAsync(text, typing).ConfigureAwait(false);
                if (!isSecret && KindOf(text) is not (InputKind.Nothing or InputKind.Edit))
                    history.Add(text);
                return isLast;
            default:
                return false;
        }
    }

    private async Task<bool> DoAsync(string text, IInputLines typing)
    {
        if (graph is not { Session: var session } opened)
            return false;

        var kind = KindOf(text);
        if (kind is InputKind.Leave)
            return MayLeave();

        isLeaving = false;
        if (await TryOwnAsync(opened, kind, typing).ConfigureAwait(false))
            return false;

        window.BeginAnswer();
        var cancel = interrupt.BeginStatement();
        try
        {
            var name = $"<prompt:{++lines}>";
            await runner.RunAsync(opened, kind, name, cancel.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            context.Terminal.WriteError("stopped\n");
        }
        finally
        {
            window.EndAnswer();
            interrupt.EndStatement();
            news.Follow(session.Jobs);
            indexing = IndexAsync(indexing, session.Env);
        }

        return false;
    }

    // What is about the prompt itself, and not about the graph.
    private async Task<bool> TryOwnAsync(OpenedGraph opened, InputKind kind, IInputLines typing)
    {
        switch (kind)
        {
            case InputKind.Clear:
                context.Terminal.Write(TerminalText.Own("\e[H\e[2J\e[3J"));
                return true;
            case InputKind.More:
                await MoreAsync().ConfigureAwait(false);
                return true;
            case InputKind.History(var part):
                ShowHistory(part);
                return true;
            case InputKind.Edit(var task) when typing is LineEditor editor:
                await EditAsync(opened, task, editor).ConfigureAwait(false);
                return true;
            default:
                return false;
        }
    }

    private async Task MoreAsync()
    {
        if (window.Rest.Length > 0 && Environment.GetEnvironmentVariable("PAGER") is { Length: > 0 } pager)
            await ChildProgram.RunWithInputAsync(pager, window.TakeRest()).ConfigureAwait(false);
        else if (!window.ShowMore())
            context.Report([PromptErrors.NoMore()], asJson: false);
    }

    private void ShowHistory(string part)
    {
        window.BeginAnswer();
        var shown = history.All.Where(input => input.Contains(part, StringComparison.OrdinalIgnoreCase)).TakeLast(MostListed).ToList();
        context.Terminal.WriteData(string.Concat(shown.Select(input => VisibleText.Of(input) + "\n")));
        window.EndAnswer();
    }

    // What comes out of the editor is put behind the prompt and not done yet: Enter does it.
    private async Task EditAsync(OpenedGraph opened, string named, LineEditor editor)
    {
        if (named.Length > 0 && opened.Session.FindTask(named) is null)
        {
            context.Report([PromptErrors.NoSuchTask(named, Suggestion.For(named, opened.Session.Env.Tasks.Keys.Select(task => task.Text)))], asJson: false);
            return;
        }

        if ((named.Length > 0 ? SourceOf(opened, named) : history.All.Count > 0 ? history.All[^1] : null) is not { } before)
        {
            context.Report([PromptErrors.NothingToEdit()], asJson: false);
            return;
        }

        var program = Environment.GetEnvironmentVariable("VISUAL") is { Length: > 0 } visual ? visual : Environment.GetEnvironmentVariable("EDITOR") is { Length: > 0 } usual ? usual : "vi";
        var (text, why) = await ChildProgram.EditAsync(program, before).ConfigureAwait(false);
        if (text is null)
            context.Report([PromptErrors.NoEditor(program, why)], asJson: false);
        else if (named.Length == 0 || text != before)
            editor.Prefill(text);
    }

    private static string? SourceOf(OpenedGraph opened, string named)
        => opened.Session.FindTask(named) is { } task ? $"override {opened.Session.SourceOf(task.Name)}" : null;

    // Of few names at once, so that the next key finds them; of many behind the prompt.
    private async Task IndexAsync(Task before, Env env)
    {
        await before.ConfigureAwait(false);
        names = env.Tasks.Count < FewTasks ? EnvNames.Of(env, names) : await Task.Run(() => EnvNames.Of(env, names)).ConfigureAwait(false);
    }

    // Once it is said that jobs would end, leaving again is meant.
    private bool MayLeave()
    {
        var running = graph?.Session.Jobs.Count(job => job.IsRunning) ?? 0;
        if (running == 0 || isLeaving)
            return true;

        isLeaving = true;
        context.Terminal.WriteError($"{(running == 1 ? "a job is still running" : $"{running} jobs are still running")}; exit again to cancel {(running == 1 ? "it" : "them")}\n");
        return false;
    }

    private async Task<int> CloseAsync(Task<OpenedGraph> opening)
    {
        if (graph is null && !opening.IsCompleted)
            return ExitCode.Fine;

        var session = (await opening.ConfigureAwait(false)).Session;
        foreach (var job in session.Jobs.Where(job => job.IsRunning))
        {
            job.Cancel();
            await job.Work.ConfigureAwait(false);
        }

        session.Dispose();
        return ExitCode.Fine;
    }

    private void Report(Exception broken)
    {
        context.Report([EngineErrors.Of(broken)], asJson: false);
        if (Environment.GetEnvironmentVariable("DAG_TRACE") is "1")
            context.Terminal.WriteError(broken + "\n");
    }

    private static IEnumerable<string> FoldersEntries(string folder)
    {
        try
        {
            var entries = new DirectoryInfo(folder.Length == 0 ? "." : folder).EnumerateFileSystemInfos();
            return [.. entries.Where(entry => !entry.Name.StartsWith('.')).Take(1000).Select(entry => entry is DirectoryInfo ? entry.Name + "/" : entry.Name)];
        }
        catch (Exception refused) when (DiskError.Is(refused) || refused is ArgumentException)
        {
            return [];
        }
    }
}
