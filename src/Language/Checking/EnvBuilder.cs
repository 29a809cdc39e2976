using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Language.Checking;

/// <summary>An env in the making: what is added to a first one, kept apart so that a large file is put together in one go.</summary>
public sealed class EnvBuilder(Env start)
{
    private readonly List<KeyValuePair<TypeName, DagType>> types = [];
    private readonly List<KeyValuePair<TaskName, TaskDeclaration>> tasks = [];
    private readonly List<LanguageDeclaration> languages = [];
    private readonly List<ModuleDeclaration> modules = [];
    private readonly List<RunDeclaration> runs = [];

    /// <summary>What <c>set</c> gave so far.</summary>
    public OrderedMap<OptionName, LocatedValue> Settings { get; private set; } = start.Settings;

    public void Add(DagType type) => types.Add(new(type.Name, type));

    public void Add(TaskDeclaration task) => tasks.Add(new(task.Name, task));

    public void Add(LanguageDeclaration language) => languages.Add(language);

    public void Add(ModuleDeclaration module) => modules.Add(module);

    public void Add(RunDeclaration run) => runs.Add(run);

    public void Set(OptionName option, LocatedValue value) => Settings = Settings.Set(option, value);

    public Env ToEnv() => start with
    {
        Types = Merge(start.Types, types),
        Tasks = Merge(start.Tasks, tasks),
        Languages = Merge(start.Languages, languages.ConvertAll(language => KeyValuePair.Create(language.Name, language))),
        Settings = Settings,
        Modules = start.Modules.Concat(modules).ToEquatableList(),
        Runs = start.Runs.Concat(runs).ToEquatableList(),
    };

    // A later declaration of a name takes the earlier one's place: only the prelude's can be declared anew.
    private static OrderedMap<TKey, TValue> Merge<TKey, TValue>(OrderedMap<TKey, TValue> start, List<KeyValuePair<TKey, TValue>> added)
        where TKey : notnull
    {
        if (start.Count > 0)
            return added.Aggregate(start, (map, pair) => map.Set(pair.Key, pair.Value));

        return OrderedMap<TKey, TValue>.FromLast(added);
    }
}
