using System.Diagnostics;
using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.State.Journals;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Syntax;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>Answers what is asked of a session and changes nothing in it.</summary>
internal sealed class Answers(Session session, DagEngine engine, SessionMemory memory, SourceText source)
{
    private const int MostRuns = 20;

    private readonly List<Diagnostic> diagnostics = [];

    public Reply To(AskSyntax asked, TextSpan span) => asked switch
    {
        AskSyntax.Show(QuerySyntax.Named(var name)) => Named(name),
        AskSyntax.Show(var query) => Tasks(query),
        AskSyntax.ShowTypes => new Reply.TypesShown(session.Env.Types.Values.Where(IsOwn).ToEquatableList(), InFull: false),
        AskSyntax.ShowType(var type) => Type(type),
        AskSyntax.ShowEnv => new Reply.Text(EnvText.Of(session.Env)),
        AskSyntax.Graph(var query, var form) => Graph(query, form),
        AskSyntax.Why(var task) => Why(task),
        AskSyntax.Logs(var task) => Logs(task),
        AskSyntax.Runs => Runs(),
        _ => throw new UnreachableException($"{asked} at {span} was answered before"),
    };

    private Env Env => session.Env;

    private Reply Refused() => new Reply.Refused(diagnostics.ToEquatableList(), RunStatus.FileWrong);

    private Reply Refuse(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return Refused();
    }

    private Reply Named(NameSyntax name)
    {
        if (session.FindTask(name.Text) is { } task)
            return new Reply.TasksShown(session.ViewsOf([task.Name]));
        if (OptionOf(name.Text) is { } option)
            return new Reply.OptionShown(option);
        if (Env.FindType(new(name.Text)) is { } type)
            return new Reply.TypesShown([type], InFull: true);

        var known = Env.Tasks.Keys.Select(each => each.Text).Concat(Env.Types.Keys.Select(each => each.Text))
            .Concat(Env.Tasks.Values.SelectMany(each => each.Options.Select(owned => $"{each.Name}.{owned.Name}")));
        return Refuse(SessionErrors.UnknownName(new(source, name.Span), name.Text, Suggestion.For(name.Text, known)));
    }

    private OptionView? OptionOf(string written)
        => OptionName.OfWritten(written) is { } name && session.FindTask(name.Task.Text) is { } task && task.FindOption(name.Name) is { } option
            ? OptionView.Of(Env, task.Name, option)
            : null;

    private Reply Tasks(QuerySyntax query)
        => session.Find(query, source, diagnostics) is { } tasks
            ? new Reply.TasksShown(session.ViewsOf(tasks))
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

        var tasks = query is null ? Env.Tasks.Keys.ToEquatableList() : session.Find(query, source, diagnostics);
        return tasks is { } found ? new Reply.Text(GraphText.Of(wanted, session.Program.Graph, found)) : Refused();
    }

    private Reply Why(NameSyntax name)
    {
        if (session.FindTask(name.Text) is not { } task)
            return Tasks(new QuerySyntax.Named(name));

        var program = session.Program;
        var file = program.Main.Source.Path;
        var last = WhyReport.Of(engine.HistoryOf(file), Path.GetFullPath(file), task.Name.Text);
        var options = new RunOptions([task.Name.Text], [], Workers: 1, KeepGoing: false);
        var planned = engine.Plan(program, options);
        if (planned.End != RunStatus.Succeeded)
            return last is null ? new Reply.Refused(planned.Diagnostics, planned.End) : new Reply.Explained([], last);

        var ahead = planned.Plans.ToArray().Zip(engine.ForecastOf(program, planned, options)).SelectMany(each => new ForecastTree(each.First, each.Second).Of(task.Name));
        return new Reply.Explained(ahead.ToEquatableList(), last);
    }

    private Reply Logs(NameSyntax name)
    {
        if (session.FindTask(name.Text) is not { } task)
            return Tasks(new QuerySyntax.Named(name));

        return memory.LogOf(task.Name) is { } lines
            ? new Reply.Text(string.Concat(lines.Select(line => line + "\n")))
            : Refuse(SessionErrors.NothingMadeYet(new(source, name.Span), task.Name.Text));
    }

    private Reply.RunsShown Runs()
    {
        var history = engine.HistoryOf(session.Program.Main.Source.Path);
        var names = history.Names;
        return new(names.Take(MostRuns).Select(history.Find).OfType<RunRecord>().ToEquatableList(), Math.Max(0, names.Count - MostRuns), memory.Running);
    }
}
