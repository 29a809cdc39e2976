using System.Diagnostics;
using Dag.Language.Checking;
using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Querying;
using Dag.Language.Syntax;
using Dag.Language.Text;

namespace Dag.Language.Changing;

/// <summary>
/// Makes one env of another by one change, or says why not: names, product types along every edge, circles, what is set and what is needed.
/// Values and C# are not looked at.
/// </summary>
internal sealed class ChangeChecker(NameResolver names, ModuleDeclaration module, TaskChecker tasks, TaskGraph graph, ITaskStates states, SourceText source, List<Diagnostic> diagnostics)
{
    private readonly Env env = graph.Env;

    /// <summary>Null once it has been said why not.</summary>
    public EnvChange? Apply(ChangeSyntax change) => change switch
    {
        ChangeSyntax.Unset(var option) => Unset(option),
        ChangeSyntax.Override(var task) => Override(task),
        ChangeSyntax.Substitute(var task, var with, var consumer) => Substitute(task, with, consumer),
        ChangeSyntax.Restore(var task, var consumer) => Restore(task, consumer),
        ChangeSyntax.PinValue(var task, var value) => Pin(task, new PinDeclaration.Literal(new(value.Value, names.At(value.Span)))),
        ChangeSyntax.PinCode(var task, var code) { IsBroken: var isBroken } => Pin(task, new PinDeclaration.Code(new(source, code), module), isBroken),
        ChangeSyntax.Unpin(var query) => Unpin(query),
        ChangeSyntax.Disable(var query) => Disable(query),
        ChangeSyntax.Enable(var query) => Enable(query),
        ChangeSyntax.Remove(var query) => Remove(query),
        ChangeSyntax.Rename(var from, var to) => Rename(from, to),
        _ => throw new UnreachableException($"change {change}"),
    };

    /// <summary>Says what a query names that is not there; it may name nothing.</summary>
    public EquatableList<TaskName>? Check(QuerySyntax query) => new Query(source, graph, Find, states, diagnostics) { Suggestions = names.Suggestions }.Find(query);

    public EquatableList<TaskName>? Find(QuerySyntax query)
    {
        var said = diagnostics.Count;
        var found = Check(query);
        if (found is { IsEmpty: true } && diagnostics.Count == said)
            diagnostics.Add(ChangeErrors.NamesNothing(names.At(query.Span)));
        return found is { IsEmpty: false } ? found : null;
    }

    private TaskDeclaration? Find(string name) => names.Scope.FindTask(name) is { } task ? env.FindTask(task.Name) : null;

    private TaskDeclaration? Task(NameSyntax name) => names.Task(name) is { } found ? env.FindTask(found.Name) : null;

    private EnvChange? Refuse(Diagnostic diagnostic)
    {
        diagnostics.Add(diagnostic);
        return null;
    }

    private EnvChange? Unset(NameSyntax written)
    {
        if (names.Option(written) is not { } option)
            return null;
        if (!env.Settings.ContainsKey(option))
            return Refuse(ChangeErrors.NotSet(names.At(written), option));

        return new(env with { Settings = env.Settings.Remove(option) }, [option.Task]);
    }

    private EnvChange? Override(StatementSyntax.Task syntax)
    {
        if (Task(syntax.Name) is not { } old)
            return null;

        var said = diagnostics.Count;
        var made = tasks.Check(syntax, "", old) with { Name = old.Name, Original = old.Original ?? old };
        return diagnostics.Skip(said).Any(diagnostic => diagnostic.IsError) ? null : Replace(names.At(syntax.Name), made);
    }

    private EnvChange? Replace(SourceLocation at, TaskDeclaration made)
    {
        foreach (var (option, setting) in env.Settings)
        {
            if (option.Task == made.Name && made.FindOption(option.Name) is null)
                return Refuse(ChangeErrors.OptionIsSet(at, option, setting.At));
        }

        if (made.Product is null && env.Pins.TryGet(made.Name, out var pin))
            return Refuse(ChangeErrors.ProductIsGiven(at, made.Name, pin.At));

        return Checked(at, env with { Tasks = env.Tasks.Set(made.Name, made) }, [made.Name], [made.Name]);
    }

    private EnvChange? Substitute(NameSyntax written, NameSyntax with, NameSyntax? consumer)
    {
        if (Task(written) is not { } task || Task(with) is not { } other)
            return null;
        if (task.Name == other.Name)
            return Refuse(ChangeErrors.StandsForItself(names.At(with), task.Name));
        if (consumer is not null)
            return Task(consumer) is { } only ? SubstituteIn(task, other, only, names.At(consumer), names.At(with)) : null;

        var edges = new EdgeName(task.Name, null);
        var before = env.Substitutions.TryGet(edges, out var stoodIn) ? stoodIn : task.Name;
        if (before == other.Name)
            return Refuse(ChangeErrors.AlreadySo(names.At(written), [task.Name], $"already substituted with '{other.Name}'"));

        // What led to the first by an earlier substitution goes along.
        var (led, earlier, near) = (env.Substitutions, env.LedBefore.Remove(edges), new HashSet<TaskName> { task.Name, before });
        foreach (var (edge, to) in env.Substitutions)
        {
            if (to != task.Name)
                continue;

            near.Add(edge.To);
            (led, earlier) = edge.To == other.Name
                ? (led.Remove(edge), earlier.Remove(edge))
                : (led.Set(edge, other.Name), earlier.Set(edge, earlier.TryGet(edge, out var ways) ? ways.Add(to) : [to]));
        }

        var next = env with { Substitutions = led.Set(edges, other.Name), LedBefore = earlier };
        var touched = near.SelectMany(each => graph.DependentsOf(each)).Distinct().Where(each => LeadsElsewhere(each, next)).ToEquatableList();
        return touched.IsEmpty
            ? Refuse(ChangeErrors.NobodyNeeds(names.At(written), task.Name, graph.DependentsOf(task.Name).IsEmpty ? null : other.Name))
            : Checked(names.At(with), next, touched, touched);
    }

    private bool LeadsElsewhere(TaskName consumer, Env next)
        => !graph.DepsOf(consumer).SequenceEqual(next.Effective(next.Tasks[consumer]).Deps.Select(dep => dep.Task));

    private EnvChange? SubstituteIn(TaskDeclaration task, TaskDeclaration other, TaskDeclaration consumer, SourceLocation at, SourceLocation with)
    {
        var declared = consumer.Deps.FirstOrDefault(dep => env.Destination(consumer.Name, dep.Task) == task.Name);
        if (declared is null || env.Pins.ContainsKey(consumer.Name))
            return Refuse(ChangeErrors.DoesNotNeed(at, consumer.Name, task.Name));

        var edge = new EdgeName(declared.Task, consumer.Name);
        return Checked(with, env with { Substitutions = env.Substitutions.Set(edge, other.Name), LedBefore = env.LedBefore.Remove(edge) }, [consumer.Name], [consumer.Name]);
    }

    private EnvChange? Restore(NameSyntax written, NameSyntax? consumer)
    {
        if (Task(written) is not { } task)
            return null;

        var only = consumer is null ? null : Task(consumer);
        if (consumer is not null && only is null)
            return null;

        var edges = new EdgeName(task.Name, only?.Name);
        if (!env.Substitutions.TryGet(edges, out var led))
        {
            return only is null && task.Original is { } original
                ? Replace(names.At(written), original with { Name = task.Name, Original = null })
                : Refuse(ChangeErrors.NotSubstituted(names.At(written), edges, HintFor(task.Name)));
        }

        var next = env with { Substitutions = env.Substitutions.Remove(edges), LedBefore = env.LedBefore.Remove(edges) };
        if (only is not null)
            return Checked(names.At(written), next, [only.Name], [only.Name]);

        // What went along when it was substituted leads to it again.
        var touched = graph.DependentsOf(led).ToHashSet();
        foreach (var (edge, before) in next.LedBefore)
        {
            if (before.Span.LastIndexOf(task.Name) is not (>= 0 and var at))
                continue;

            touched.UnionWith(graph.DependentsOf(next.Substitutions[edge]));
            next = next with { Substitutions = next.Substitutions.Set(edge, task.Name), LedBefore = at == 0 ? next.LedBefore.Remove(edge) : next.LedBefore.Set(edge, [.. before.Span[..at]]) };
        }

        return Checked(names.At(written), next, [.. touched], [.. touched]);
    }

    private string? HintFor(TaskName task)
        => env.Substitutions.FirstOrDefault(pair => pair.Key.To == task || pair.Value == task).Key is { } near ? $"did you mean restore {near}?" : null;

    private EnvChange? Pin(NameSyntax written, PinDeclaration pin, bool isBroken = false)
    {
        if (Task(written) is not { } task)
            return null;
        if (task.Product is null)
            return Refuse(ChangeErrors.MakesNothing(names.At(written), task.Name));
        if (isBroken)
            return null;

        return new(env with { Pins = env.Pins.Set(task.Name, pin) }, [task.Name]);
    }

    private EnvChange? Unpin(QuerySyntax query)
    {
        if (Find(query) is not { } found)
            return null;

        var (at, pinned) = (names.At(query.Span), found.Where(env.Pins.ContainsKey).ToEquatableList());
        if (pinned.IsEmpty)
            return Refuse(ChangeErrors.AlreadySo(at, found, "not pinned"));

        var pins = pinned.Aggregate(env.Pins, (left, task) => left.Remove(task));
        return Checked(at, env with { Pins = pins }, pinned, pinned);
    }

    private EnvChange? Disable(QuerySyntax query)
    {
        if (Find(query) is not { } found)
            return null;

        var at = names.At(query.Span);
        var chosen = found.Where(task => !env.Disabled.ContainsKey(task)).ToHashSet();
        if (chosen.Count == 0)
            return Refuse(ChangeErrors.AlreadySo(at, found, "already disabled"));

        var edges = chosen.SelectMany(task => graph.DependentsOf(task).Select(by => (Task: task, By: by)))
            .Where(edge => !chosen.Contains(edge.By) && !env.Disabled.ContainsKey(edge.By)).ToEquatableList();
        if (!edges.IsEmpty)
            return Refuse(ChangeErrors.StillNeeded(at, "disabled", edges));

        var touched = found.Where(chosen.Contains).ToEquatableList();
        return new(env with { Disabled = touched.Aggregate(env.Disabled, (all, task) => all.Set(task, at)) }, touched);
    }

    private EnvChange? Enable(QuerySyntax query)
    {
        if (Find(query) is not { } found)
            return null;

        var (at, off) = (names.At(query.Span), found.Where(env.Disabled.ContainsKey).ToEquatableList());
        if (off.IsEmpty)
            return Refuse(ChangeErrors.AlreadySo(at, found, "not disabled"));

        return Checked(at, env with { Disabled = off.Aggregate(env.Disabled, (left, task) => left.Remove(task)) }, off, off);
    }

    private EnvChange? Remove(QuerySyntax query)
    {
        if (Find(query) is not { } found)
            return null;

        var (at, gone) = (names.At(query.Span), found.ToHashSet());
        var edges = found.SelectMany(task => graph.NamersOf(task).Where(by => !gone.Contains(by)).Select(by => (Task: task, By: by)))
            .OrderBy(edge => env.Tasks.OrderOf(edge.By)).ToEquatableList();
        if (!edges.IsEmpty)
            return Refuse(ChangeErrors.StillNeeded(at, "removed", edges));

        foreach (var (edge, to) in env.Substitutions)
        {
            if ((gone.Contains(edge.To) || gone.Contains(to)) && (edge.Of is null || !gone.Contains(edge.Of)) && !(gone.Contains(edge.To) && gone.Contains(to)))
                return Refuse(ChangeErrors.StandsIn(at, gone.Contains(to) ? to : edge.To, edge));
        }

        return new(Without(gone), found);
    }

    private Env Without(HashSet<TaskName> gone) => env with
    {
        Tasks = gone.Aggregate(env.Tasks, (left, task) => left.Remove(task)),
        Pins = gone.Aggregate(env.Pins, (left, task) => left.Remove(task)),
        Disabled = gone.Aggregate(env.Disabled, (left, task) => left.Remove(task)),
        Settings = gone.SelectMany(env.OptionsOf).Aggregate(env.Settings, (left, option) => left.Remove(option)),
        Substitutions = env.Substitutions.Keys.Where(edge => gone.Contains(edge.To) || (edge.Of is { } of && gone.Contains(of)))
            .Aggregate(env.Substitutions, (left, edge) => left.Remove(edge)),
        LedBefore = env.LedBefore.Where(pair => gone.Contains(pair.Key.To) || (pair.Key.Of is { } of && gone.Contains(of)) || pair.Value.Any(gone.Contains))
            .Aggregate(env.LedBefore, (left, pair) => left.Remove(pair.Key)),
    };

    private EnvChange? Rename(NameSyntax from, NameSyntax to)
    {
        if (Task(from) is not { } task)
            return null;

        names.CheckLength(to);
        var name = new TaskName(to.Text);
        if (env.FindTask(name) is { } taken)
            return Refuse(ChangeErrors.NameTaken(names.At(to), to.Text, taken.At));

        return new Renaming(task.Name, name).Apply(graph);
    }

    private EnvChange? Checked(SourceLocation at, Env next, EquatableList<TaskName> suspects, EquatableList<TaskName> touched)
        => EdgeCheck.FindProblem(at, graph.After(next, touched), suspects) is { } problem ? Refuse(problem) : new(next, touched);
}
