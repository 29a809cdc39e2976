using System.Diagnostics;
using Dag.Language.Collections;
using Dag.Language.Text;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>
/// All that was declared, by name and in order. It never changes: a change is another env that shares what stayed the same.
/// Tasks are in the order of their declarations; what changes have made of them stands beside them.
/// </summary>
public sealed record Env
{
    public static Env Empty { get; } = new();

    public OrderedMap<TypeName, DagType> Types { get; init; } = OrderedMap<TypeName, DagType>.Empty;

    public OrderedMap<TaskName, TaskDeclaration> Tasks { get; init; } = OrderedMap<TaskName, TaskDeclaration>.Empty;

    public OrderedMap<LanguageName, LanguageDeclaration> Languages { get; init; } = OrderedMap<LanguageName, LanguageDeclaration>.Empty;

    /// <summary>What <c>set</c> gave, the last one of an option.</summary>
    public OrderedMap<OptionName, LocatedValue> Settings { get; init; } = OrderedMap<OptionName, LocatedValue>.Empty;

    /// <summary>Products given by hand.</summary>
    public OrderedMap<TaskName, PinDeclaration> Pins { get; init; } = OrderedMap<TaskName, PinDeclaration>.Empty;

    /// <summary>Where edges lead instead of to the task they were declared with.</summary>
    public OrderedMap<EdgeName, TaskName> Substitutions { get; init; } = OrderedMap<EdgeName, TaskName>.Empty;

    /// <summary>Where edges led before they went along with the substitution of the task they led to, the latest last.</summary>
    public OrderedMap<EdgeName, EquatableList<TaskName>> LedBefore { get; init; } = OrderedMap<EdgeName, EquatableList<TaskName>>.Empty;

    /// <summary>Tasks that are left out of everything, and where that was said.</summary>
    public OrderedMap<TaskName, SourceLocation> Disabled { get; init; } = OrderedMap<TaskName, SourceLocation>.Empty;

    /// <summary>Every module in the order of reading: the core first, the file itself last.</summary>
    public EquatableList<ModuleDeclaration> Modules { get; init; }

    public TaskDeclaration? FindTask(TaskName name) => Tasks.TryGet(name, out var task) ? task : null;

    public DagType? FindType(TypeName name) => Types.TryGet(name, out var type) ? type : null;

    /// <summary>Every option that a task has or had before it was overridden.</summary>
    public IEnumerable<OptionName> OptionsOf(TaskName task)
        => FindTask(task) is { } found ? found.Options.Concat(found.Original?.Options ?? []).Select(option => new OptionName(task, option.Name)).Distinct() : [];

    /// <summary>
    /// A task as it would be run: with its edges where substitutions lead them, or, pinned, with neither deps nor options and a body that
    /// gives what was given.
    /// </summary>
    public TaskDeclaration Effective(TaskDeclaration task)
    {
        if (Pins.Count > 0 && Pins.TryGet(task.Name, out var pin))
            return Pinned(task, pin);

        return Substitutions.Count == 0 || task.Deps.IsEmpty ? task : task with { Deps = task.Deps.Map(dep => Redirected(task.Name, dep)) };
    }

    /// <summary>Where an edge leads. That of a task which stands in for its own dep is left alone: it may be made from what it stands in for.</summary>
    public TaskName Destination(TaskName of, TaskName to)
    {
        if (Substitutions.Count == 0)
            return to;
        if (Substitutions.TryGet(new(to, of), out var only))
            return only;

        return Substitutions.TryGet(new(to, null), out var everywhere) && everywhere != of ? everywhere : to;
    }

    private DepDeclaration Redirected(TaskName of, DepDeclaration dep)
        => Destination(of, dep.Task) is var to && to != dep.Task ? dep with { Task = to } : dep;

    private static TaskDeclaration Pinned(TaskDeclaration task, PinDeclaration pin) => task with
    {
        Deps = [],
        Options = [],
        PassedVariables = [],
        Retry = null,
        Timeout = null,
        ProductFormat = TableFormat.Json,
        Yields = task.Product is { IsStream: true },
        Module = pin is PinDeclaration.Code code ? code.Module : task.Module,
        Body = pin switch
        {
            PinDeclaration.Literal(var value) => new BodyDeclaration.Given(value),
            PinDeclaration.Code(var fragment, _) => new BodyDeclaration.Expression(fragment),
            _ => throw new UnreachableException($"pin {pin}"),
        },
    };

    /// <summary>The tasks of a module that nothing else in the env needs: what a run without targets makes.</summary>
    public EquatableList<TaskName> LeavesOf(ModuleDeclaration module)
    {
        var needed = new HashSet<TaskName>();
        foreach (var task in Tasks.Values)
        {
            foreach (var dep in Effective(task).Deps)
                needed.Add(dep.Task);
        }

        return Tasks.Values.Where(task => task.Module.Equals(module) && !needed.Contains(task.Name) && !Disabled.ContainsKey(task.Name))
            .Select(task => task.Name).ToEquatableList();
    }
}
