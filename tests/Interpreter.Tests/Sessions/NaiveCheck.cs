using Dag.Language.Declarations;
using Dag.Language.Types;

namespace Dag.Interpreter.Tests.Sessions;

/// <summary>What must hold of every env, looked at from nothing but the env itself, as simply as can be.</summary>
internal static class NaiveCheck
{
    public static string[] WhatIsWrong(Env env)
        => [.. Names(env), .. env.Tasks.Values.SelectMany(task => Edges(env, task)), .. env.Tasks.Keys.Where(task => Reaches(env, task, task, [])).Select(task => $"a circle through {task}")];

    /// <summary>The edges of an env, both ways, as a graph gives them.</summary>
    public static string[] EdgesOf(TaskGraph graph)
        => [.. graph.Env.Tasks.Keys.Select(task => $"{task} needs {Set(graph.DepsOf(task))}, needed by {Set(graph.DependentsOf(task))}")];

    private static string Set(IEnumerable<TaskName> names) => string.Join(' ', names.Select(name => name.Text).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Names(Env env)
    {
        foreach (var (name, task) in env.Tasks)
        {
            if (task.Name != name)
                yield return $"{name} is called {task.Name}";
            foreach (var dep in task.Deps.Where(dep => env.FindTask(dep.Task) is null))
                yield return $"{name} needs {dep.Task}, which is not there";
        }

        foreach (var option in env.Settings.Keys.Where(option => env.FindTask(option.Task)?.FindOption(option.Name) is null))
            yield return $"{option} is set, which is not there";
        foreach (var pin in env.Pins.Keys.Where(pin => env.FindTask(pin)?.Product is null))
            yield return $"{pin} is pinned, which makes nothing";
        foreach (var off in env.Disabled.Keys.Where(off => env.FindTask(off) is null))
            yield return $"{off} is disabled, which is not there";
        foreach (var (edge, to) in env.Substitutions.Where(pair => env.FindTask(pair.Key.To) is null || env.FindTask(pair.Value) is null || (pair.Key.Of is { } of && env.FindTask(of) is null)))
            yield return $"{edge} leads to {to}, and one of them is not there";
    }

    private static IEnumerable<string> Edges(Env env, TaskDeclaration task)
    {
        if (env.Disabled.ContainsKey(task.Name))
            yield break;

        foreach (var dep in env.Effective(task).Deps.ToArray())
        {
            if (env.Disabled.ContainsKey(dep.Task))
                yield return $"{task.Name} needs {dep.Task}, which is disabled";
            if (dep.Product is { } wanted && (env.FindTask(dep.Task)?.Product is not { } made || !Assignability.Fits(wanted, made)))
                yield return $"{task.Name} takes a {wanted} of {dep.Task}, which makes {env.FindTask(dep.Task)?.Product?.ToString() ?? "nothing"}";
        }
    }

    private static bool Reaches(Env env, TaskName from, TaskName to, HashSet<TaskName> seen)
        => env.FindTask(from) is { } task && env.Effective(task).Deps.Any(dep => dep.Task == to || (seen.Add(dep.Task) && Reaches(env, dep.Task, to, seen)));
}
