using Dag.Language.Checking;
using Dag.Language.Declarations;

namespace Dag.Language.Changing;

/// <summary>A new name for a task, everywhere it is named. What its product is called in the bodies that use it stays.</summary>
public sealed record Renaming(TaskName From, TaskName To)
{
    /// <summary>An env in which the task has the new name; the same where it has no such task. Null where the new name is taken.</summary>
    public Env? Find(Env env)
        => env.FindTask(From) is null ? env : env.FindTask(To) is null ? Apply(TaskGraph.Of(env)).Env : null;

    internal EnvChange Apply(TaskGraph graph)
    {
        var (env, tasks) = (graph.Env, graph.Env.Tasks);
        var touched = new HashSet<TaskName>([From, To, .. graph.DependentsOf(From)]);
        foreach (var namer in graph.NamersOf(From))
        {
            touched.Add(namer);
            tasks = tasks.Set(namer, Renamed(env.Tasks[namer]));
        }

        return new(
            env with
            {
                Tasks = tasks.Rename(From, To, Renamed(env.Tasks[From])),
                Settings = env.OptionsOf(From).Where(env.Settings.ContainsKey)
                    .Aggregate(env.Settings, (all, option) => all.Rename(option, new(To, option.Name), env.Settings[option])),
                Pins = env.Pins.TryGet(From, out var pin) ? env.Pins.Rename(From, To, pin) : env.Pins,
                Disabled = env.Disabled.TryGet(From, out var at) ? env.Disabled.Rename(From, To, at) : env.Disabled,
                Substitutions = env.Substitutions.Where(pair => pair.Key.To == From || pair.Key.Of == From || pair.Value == From)
                    .Aggregate(env.Substitutions, (all, pair) => all.Rename(pair.Key, Renamed(pair.Key), New(pair.Value))),
                LedBefore = env.LedBefore.Where(pair => pair.Key.To == From || pair.Key.Of == From || pair.Value.Contains(From)).Aggregate(env.LedBefore, (all, pair) => all.Rename(pair.Key, Renamed(pair.Key), pair.Value.Map(New))),
            },
            [.. touched]);
    }

    private EdgeName Renamed(EdgeName edge) => new(New(edge.To), edge.Of is { } of ? New(of) : null);

    private TaskName New(TaskName name) => name == From ? To : name;

    private TaskDeclaration Renamed(TaskDeclaration task) => task with
    {
        Name = New(task.Name),
        Deps = task.Deps.Map(dep => dep.Task == From ? dep with { Task = To } : dep),
        Original = task.Original is { } original ? Renamed(original) : null,
    };
}
