using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Language.Checking;

/// <summary>
/// The names that a file can use: its own, those of its imports, and under them those of the prelude, which may be declared anew.
/// </summary>
public sealed class Scope(Scope? prelude)
{
    private readonly Dictionary<string, DagType> types = [];
    private readonly Dictionary<string, TaskDeclaration> tasks = [];
    private readonly Dictionary<string, LanguageDeclaration> languages = [];

    public IEnumerable<string> TypeNames => types.Keys.Concat(prelude?.TypeNames ?? []);

    public IEnumerable<string> TaskNames => tasks.Keys.Concat(prelude?.TaskNames ?? []);

    public IEnumerable<string> LanguageNames => languages.Keys.Concat(prelude?.LanguageNames ?? []);

    public DagType? FindType(string name) => FindOwnType(name) ?? prelude?.FindType(name);

    public TaskDeclaration? FindTask(string name) => FindOwnTask(name) ?? prelude?.FindTask(name);

    public LanguageDeclaration? FindLanguage(string name) => FindOwnLanguage(name) ?? prelude?.FindLanguage(name);

    /// <summary>Without the prelude.</summary>
    public DagType? FindOwnType(string name) => types.GetValueOrDefault(name);

    /// <summary>Without the prelude.</summary>
    public TaskDeclaration? FindOwnTask(string name) => tasks.GetValueOrDefault(name);

    /// <summary>Without the prelude.</summary>
    public LanguageDeclaration? FindOwnLanguage(string name) => languages.GetValueOrDefault(name);

    public void Add(string name, DagType type) => types[name] = type;

    public void Add(string name, TaskDeclaration task) => tasks[name] = task;

    public void Add(string name, LanguageDeclaration language) => languages[name] = language;

    /// <summary>
    /// Makes the names of an imported file visible, behind a prefix such as <c>etl.</c> or plainly, and gives those that already
    /// stand for something else.
    /// </summary>
    public IReadOnlyList<string> Import(Scope imported, string prefix)
    {
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
