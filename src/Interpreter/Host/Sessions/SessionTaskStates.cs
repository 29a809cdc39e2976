using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Host.Running;
using Dag.Language.Declarations;
using Dag.Language.Querying;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>
/// The states of tasks for queries: what a session remembers, and of products also those that earlier runs kept and that would be taken as they are. Only
/// who asks for those pays for looking.
/// </summary>
/// <param name="options">Whose targets, with all that leads to them, are looked at; without targets everything is.</param>
internal sealed class SessionTaskStates(DagEngine engine, DagProgram program, SessionProducts records, RunOptions options) : ITaskStates
{
    public IReadOnlySet<TaskName> TasksThatAre(TaskState state, Env env) => state switch
    {
        TaskState.Cached => KeptIn(env).With(records, env),
        TaskState.Stale => records.TasksThatAre(state, env).Except(KeptIn(env).Kept).ToHashSet(),
        _ => records.TasksThatAre(state, env),
    };

    private ReusableTasks KeptIn(Env env) => ReusableTasks.Of(engine, program, options, options.Targets.IsEmpty ? env.Tasks.Keys : options.Targets.Select(target => new TaskName(target)));
}
