using Dag.Language.Declarations;

namespace Dag.Repl.Editing;

/// <summary>The names of an env, sorted once so that those with a given beginning are found without looking at all.</summary>
internal sealed class EnvNames
{
    private static readonly EnvNames None = new(Env.Empty);

    private readonly TaskDeclaration[] tasks;
    private readonly string[] taskNames;

    private EnvNames(Env env)
    {
        Env = env;
        tasks = [.. env.Tasks.Values];
        taskNames = Array.ConvertAll(tasks, task => task.Name.Text);
        Array.Sort(taskNames, tasks, StringComparer.Ordinal);
        Types = [.. env.Types.Keys.Select(type => type.Text).Order(StringComparer.Ordinal)];
    }

    public Env Env { get; private init; }

    /// <summary>In alphabetical order.</summary>
    public IReadOnlyList<string> Types { get; }

    public int TaskCount => tasks.Length;

    /// <summary>The names of an env; those of one that declares the same tasks and types are taken over.</summary>
    public static EnvNames Of(Env env, EnvNames? before = null)
    {
        var known = before ?? None;
        if (ReferenceEquals(known.Env, env))
            return known;

        return ReferenceEquals(known.Env.Tasks, env.Tasks) && ReferenceEquals(known.Env.Types, env.Types) ? new(known, env) : new(env);
    }

    /// <summary>The tasks whose names begin so, in alphabetical order.</summary>
    public IEnumerable<TaskDeclaration> TasksFrom(string beginning)
    {
        var at = Array.BinarySearch(taskNames, beginning, StringComparer.Ordinal);
        for (var i = at < 0 ? ~at : at; i < tasks.Length && taskNames[i].StartsWith(beginning, StringComparison.Ordinal); i++)
            yield return tasks[i];
    }

    private EnvNames(EnvNames same, Env env)
    {
        Env = env;
        tasks = same.tasks;
        taskNames = same.taskNames;
        Types = same.Types;
    }
}
