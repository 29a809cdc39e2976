using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Language.Checking;

/// <summary>
/// The names that a file can use: its own, those of its imports, and under them those of the prelude, which may be declared anew. Over an env that
/// was changed since, it gives what the names have come to stand for.
/// </summary>
public sealed class Scope(Scope? prelude, Env? changed = null)
{
    private readonly Dictionary<string, DagType> types = [];
    private readonly Dictionary<string, TaskDeclaration> tasks = [];
    private readonly Dictionary<string, LanguageDeclaration> languages = [];

    // Known once a change has asked for it; imports come before that.
    private Dictionary<TaskName, HashSet<string>>? namesOf;

    public IEnumerable<string> TypeNames => types.Keys.Concat(prelude?.TypeNames ?? []).Concat(changed?.Types.Keys.Select(name => name.Text) ?? []);

    public IEnumerable<string> TaskNames
        => changed is null ? tasks.Keys.Concat(prelude?.TaskNames ?? []) : tasks.Keys.Concat(changed.Tasks.Keys.Select(name => name.Text));

    public IEnumerable<string> LanguageNames => languages.Keys.Concat(prelude?.LanguageNames ?? []);

    public DagType? FindType(string name) => FindOwnType(name) ?? prelude?.FindType(name);

    public TaskDeclaration? FindTask(string name) => FindOwnTask(name) ?? (changed is null ? prelude?.FindTask(name) : null);

    public LanguageDeclaration? FindLanguage(string name) => FindOwnLanguage(name) ?? prelude?.FindLanguage(name);

    /// <summary>Without the prelude.</summary>
    public DagType? FindOwnType(string name) => types.GetValueOrDefault(name) ?? changed?.FindType(new(name));

    /// <summary>Without the prelude.</summary>
    public TaskDeclaration? FindOwnTask(string name)
        => tasks.GetValueOrDefault(name) is { } own ? own
            : changed?.FindTask(new(name)) is { } task ? task
            : changed is not null && prelude?.FindTask(name) is { } alias ? changed.FindTask(alias.Name) : null;

    /// <summary>Without the prelude.</summary>
    public LanguageDeclaration? FindOwnLanguage(string name) => languages.GetValueOrDefault(name) ?? (changed is not null && changed.Languages.TryGet(new(name), out var known) ? known : null);

    /// <summary>Lets every name that stood for a task of these stand for what it is in the env now, under its new name too.</summary>
    public void Follow(Env env, IEnumerable<TaskName> touched)
    {
        var known = namesOf ??= tasks.ToLookup(pair => pair.Value.Name, pair => pair.Key).ToDictionary(group => group.Key, group => group.ToHashSet());
        foreach (var name in touched.Distinct())
        {
            var now = env.FindTask(name);
            if (known.TryGetValue(name, out var names))
                Follow(names, now);
            else if (now is not null)
                Add(name.Text, now);
            if (now is null)
                known.Remove(name);
        }
    }

    private void Follow(HashSet<string> names, TaskDeclaration? now)
    {
        foreach (var name in names)
        {
            if (now is not null)
                tasks[name] = now;
            else
                tasks.Remove(name);
        }
    }

    public void Add(string name, DagType type) => types[name] = type;

    public void Add(string name, TaskDeclaration task)
    {
        if (namesOf is not null && tasks.TryGetValue(name, out var before))
            namesOf.GetValueOrDefault(before.Name)?.Remove(name);
        tasks[name] = task;
        if (namesOf is not null && !namesOf.TryAdd(task.Name, [name]))
            namesOf[task.Name].Add(name);
    }

    public void Add(string name, LanguageDeclaration language) => languages[name] = language;

    /// <summary>
    /// Makes the names of an imported file visible, behind a prefix such as <c>etl.</c> or plainly, and gives those that already
    /// stand for something else.
    /// </summary>
    public IReadOnlyList<string> Import(Scope imported, string prefix)
    {
        namesOf = null;
        var taken = new List<string>();
        Merge(imported.types, types, prefix, taken);
        Merge(imported.tasks, tasks, prefix, taken);
        Merge(imported.languages, languages, "", taken);
        return taken;
    }

    private static void Merge<T>(Dictionary<string, T> from, Dictionary<string, T> into, string prefix, List<string> taken)
        where T : class
    {
        foreach (var (name, declared) in from)
        {
            if (!into.TryAdd(prefix + name, declared) && !ReferenceEquals(into[prefix + name], declared))
                taken.Add(prefix + name);
        }
    }
}
