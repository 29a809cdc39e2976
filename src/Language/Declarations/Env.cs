using Dag.Language.Collections;
using Dag.Language.Types;

namespace Dag.Language.Declarations;

/// <summary>
/// All that was declared, by name and in order. It never changes: a change is another env that shares what stayed the same.
/// A task comes after everything it needs.
/// </summary>
public sealed record Env
{
    public static Env Empty { get; } = new();

    public OrderedMap<TypeName, DagType> Types { get; init; } = OrderedMap<TypeName, DagType>.Empty;

    public OrderedMap<TaskName, TaskDeclaration> Tasks { get; init; } = OrderedMap<TaskName, TaskDeclaration>.Empty;

    public OrderedMap<LanguageName, LanguageDeclaration> Languages { get; init; } = OrderedMap<LanguageName, LanguageDeclaration>.Empty;

    /// <summary>What <c>set</c> gave, the last one of an option.</summary>
    public OrderedMap<OptionName, LocatedValue> Settings { get; init; } = OrderedMap<OptionName, LocatedValue>.Empty;

    /// <summary>The <c>run</c> statements of the file itself.</summary>
    public EquatableList<RunDeclaration> Runs { get; init; }

    /// <summary>Every module in the order of reading: the core first, the file itself last.</summary>
    public EquatableList<ModuleDeclaration> Modules { get; init; }

    public TaskDeclaration? FindTask(TaskName name) => Tasks.TryGet(name, out var task) ? task : null;

    public DagType? FindType(TypeName name) => Types.TryGet(name, out var type) ? type : null;

    /// <summary>The tasks of a module that nothing else in the env needs: what a run without targets makes.</summary>
    public EquatableList<TaskName> LeavesOf(ModuleDeclaration module)
    {
        var needed = new HashSet<TaskName>();
        foreach (var task in Tasks.Values)
        {
            foreach (var dep in task.Deps)
                needed.Add(dep.Task);
        }

        return Tasks.Values.Where(task => task.Module.Equals(module) && !needed.Contains(task.Name)).Select(task => task.Name).ToEquatableList();
    }
}
