using Dag.Language.Collections;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Inspecting;

/// <summary>A task as it stands in an env and a session: what it is, what changes have made of it, who needs it, and what has come of it so far.</summary>
/// <param name="State"><c>running</c>, <c>failed</c>, <c>cached</c> or <c>stale</c>; none where nothing was done with it.</param>
public sealed record TaskView(TaskDeclaration Declared, TaskDeclaration Effective, EquatableList<OptionView> Options, EquatableList<TaskName> Dependents, string? State)
{
    public PinDeclaration? Pin { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>What it last made, and how long that took.</summary>
    public SessionProduct? Record { get; init; }

    public static TaskView Of(TaskGraph graph, TaskName name, SessionProducts records, StateTable states)
    {
        var env = graph.Env;
        var task = env.Tasks[name];
        var options = task.Options.Select(option => OptionView.Of(env, name, option)).ToEquatableList();
        return new(task, env.Effective(task), options, graph.DependentsOf(name), states.Of(name))
        {
            Pin = env.Pins.TryGet(name, out var pin) ? pin : null,
            IsDisabled = env.Disabled.ContainsKey(name),
            Record = records.Find(name),
        };
    }
}
