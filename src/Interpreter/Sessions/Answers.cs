using System.Diagnostics;
using Dag.Interpreter.Asking;
using Dag.Interpreter.Tracking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Sessions;

/// <summary>Answers what is asked of a workspace and changes nothing in it.</summary>
internal sealed class Answers(Workspace workspace, Session session, SessionMemory memory, SourceText source)
{
    private const int MostRuns = 20;

    private readonly List<Diagnostic> diagnostics = [];

    public Reply To(AskSyntax asked, TextSpan span) => asked switch
    {
        AskSyntax.Show(QuerySyntax.Named(var name)) => Named(name),
        AskSyntax.Show(var query) => Tasks(query),
        AskSyntax.ShowTypes => new Reply.TypesShown(workspace.Env.Types.Values.Where(IsOwn).ToEquatableList(), InFull: false),
        AskSyntax.ShowType(var type) => Type(type),
        AskSyntax.ShowEnv => new Reply.Text(EnvText.Of(workspace.Env)),
        AskSyntax.Graph(var query, var form) => Graph(query, form),
        AskSyntax.Why(var task) => Why(task),
        AskSyntax.Logs(var task) => Logs(task),
        AskSyntax.Runs => Runs(),
        _ => throw new UnreachableException($"{asked} at {span} was answered before"),
    };

    private Env Env => workspace.Env;

    private Reply Refused() => new Reply.Refused(diagnostics.ToEquatableList(), RunEnd.FileWrong);

    private Reply Refuse(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return Refused();
    }

    private Reply Named(NameSyntax name)
    {
        if (workspace.FindTask(name.Text) is { } task)
            return new Reply.TasksShown(workspace.ViewsOf([task.Name]));
        if (OptionOf(name.Text) is { } option)
            return new Reply.OptionShown(option);
        if (Env.FindType(new(name.Text)) is { } type)
            return new Reply.TypesShown([type], InFull: true);

        var known = Env.Tasks.Keys.Select(each => each.Text).Concat(Env.Types.Keys.Select(each => each.Text))
            .Concat(Env.Tasks.Values.SelectMany(each => each.Options.Select(owned => $"{each.Name}.{owned.Name}")));
        return Refuse(SessionErrors.UnknownName(new(source, name.Span), name.Text, Suggestion.For(name.Text, known)));
    }

    private OptionView? OptionOf(string written)
        => OptionName.OfWritten(written) is { } name && workspace.FindTask(name.Task.Text) is { } task && task.FindOption(name.Name) is { } option
            ? OptionView.Of(Env, task.Name, option)
            : null;

    private Reply Tasks(QuerySyntax query)
        => workspace.Find(query, source, diagnostics) is { } tasks
            ? new Reply.TasksShown(workspace.ViewsOf(tasks))
            : Refused();

    private Reply Type(NameSyntax name)
        => Env.FindType(new(name.Text)) is { } type
            ? new Reply.TypesShown([type], InFull: true)
            : Refuse(SessionErrors.UnknownName(new(source, name.Span), name.Text, Suggestion.For(name.Text, Env.Types.Keys.Select(each => each.Text))));

    private bool IsOwn(DagType type) => Env.Modules.Any(module => !module.IsStandard && module.Source == type.At?.Source);

    private Reply Graph(QuerySyntax? query, NameSyntax? form)
    {
        var wanted = form?.Text ?? "dot";
        if (form is not null && !GraphText.Forms.Contains(wanted))
            return Refuse(SessionErrors.UnknownFormat(new(source, form.Span), wanted, Suggestion.For(wanted, GraphText.Forms)));

        var tasks = query is null ? Env.Tasks.Keys.ToEquatableList() : workspace.Find(query, source, diagnostics);
        return tasks is { } found ? new Reply.Text(GraphText.Of(wanted, workspace.Program.Graph, found)) : Refused();
    }

    private Reply Why(NameSyntax name)
    {
        if (workspace.FindTask(name.Text) is not { } task)
            return Tasks(new QuerySyntax.Named(name));

        var program = workspace.Program;
        var file = program.Main.Source.Path;
        var last = WorkExplanation.Of(session.HistoryOf(file), Path.GetFullPath(file), task.Name.Text);
        var order = new RunOrder([task.Name.Text], [], Workers: 1, KeepGoing: false);
        var planned = session.Plan(program, order);
        if (planned.End != RunEnd.Succeeded)
            return last is null ? new Reply.Refused(planned.Diagnostics, planned.End) : new Reply.Explained([], last);

        var ahead = planned.Plans.ToArray().Zip(session.ForecastOf(program, planned, order)).SelectMany(each => new Outlook(each.First, each.Second).Of(task.Name));
        return new Reply.Explained(ahead.ToEquatableList(), last);
    }

    private Reply Logs(NameSyntax name)
    {
        if (workspace.FindTask(name.Text) is not { } task)
            return Tasks(new QuerySyntax.Named(name));

        return memory.LogOf(task.Name) is { } lines
            ? new Reply.Text(string.Concat(lines.Select(line => line + "\n")))
            : Refuse(SessionErrors.NothingMadeYet(new(source, name.Span), task.Name.Text));
    }

    private Reply.RunsShown Runs()
    {
        var history = session.HistoryOf(workspace.Program.Main.Source.Path);
        var names = history.Names;
        return new(names.Take(MostRuns).Select(history.Find).OfType<JournalledRun>().ToEquatableList(), Math.Max(0, names.Count - MostRuns), memory.Running);
    }
}
