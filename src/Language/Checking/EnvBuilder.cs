using Dag.Language.Collections;
using Dag.Language.Declarations;
using Dag.Language.Querying;
using Dag.Language.Types;

namespace Dag.Language.Checking;

/// <summary>
/// An env in the making: what is added is kept apart, so that a large file is put together in one go; a change looks at all there is and begins anew
/// with what it made of it.
/// </summary>
internal sealed class EnvBuilder
{
    private readonly List<KeyValuePair<TypeName, DagType>> types = [];
    private readonly List<KeyValuePair<TaskName, TaskDeclaration>> tasks = [];
    private readonly List<LanguageDeclaration> languages = [];
    private readonly List<ModuleDeclaration> modules = [];
    private readonly List<ScriptStep> steps = [];
    private readonly List<TaskName> touched = [];
    private OrderedMap<OptionName, LocatedValue> settings;
    private TaskGraph graph;

    public EnvBuilder(TaskGraph start)
    {
        graph = start;
        settings = start.Env.Settings;
    }

    /// <summary>What a session knows of the tasks, for queries that ask for it.</summary>
    public ITaskStates States { get; init; } = new NoTaskStates();

    /// <summary>What was asked for and run on the way, in order.</summary>
    public IReadOnlyList<ScriptStep> Steps => steps;

    /// <summary>The tasks whose work or edges were touched, those that are new among them.</summary>
    public IReadOnlyList<TaskName> Touched => touched;

    /// <summary>Whether edges may lead elsewhere by now than to what they are declared with, or to what is disabled.</summary>
    public bool HasChanges => graph.Env.Disabled.Count + graph.Env.Substitutions.Count > 0;

    public void Add(DagType type) => types.Add(new(type.Name, type));

    public void Add(TaskDeclaration task)
    {
        tasks.Add(new(task.Name, task));
        touched.Add(task.Name);
    }

    public void Add(LanguageDeclaration language) => languages.Add(language);

    public void Add(ModuleDeclaration module) => modules.Add(module);

    public void Add(ScriptStep step) => steps.Add(step);

    public void Set(OptionName option, LocatedValue value)
    {
        settings = settings.Set(option, value);
        touched.Add(option.Task);
    }

    public void Adopt(EnvChange change)
    {
        graph = ToGraph().After(change.Env, change.Touched);
        settings = change.Env.Settings;
        touched.AddRange(change.Touched);
    }

    /// <summary>All there is by now.</summary>
    public TaskGraph ToGraph()
    {
        var env = graph.Env;
        if (types.Count + tasks.Count + languages.Count + modules.Count == 0 && ReferenceEquals(settings, env.Settings))
            return graph;

        var next = env with
        {
            Types = Merge(env.Types, types),
            Tasks = Merge(env.Tasks, tasks),
            Languages = Merge(env.Languages, languages.ConvertAll(language => KeyValuePair.Create(language.Name, language))),
            Settings = settings,
            Modules = env.Modules.Concat(modules).ToEquatableList(),
        };
        graph = env.Tasks.Count == 0 ? TaskGraph.Of(next) : graph.After(next, tasks.Select(task => task.Key));
        types.Clear();
        tasks.Clear();
        languages.Clear();
        modules.Clear();
        return graph;
    }

    // A later declaration of a name takes the earlier one's place: only the prelude's can be declared anew.
    private static OrderedMap<TKey, TValue> Merge<TKey, TValue>(OrderedMap<TKey, TValue> start, List<KeyValuePair<TKey, TValue>> added)
        where TKey : notnull
    {
        if (start.Count > 0)
            return added.Aggregate(start, (map, pair) => map.Set(pair.Key, pair.Value));

        return OrderedMap<TKey, TValue>.FromLast(added);
    }
}
