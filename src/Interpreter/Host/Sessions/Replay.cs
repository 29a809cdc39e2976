using Dag.Interpreter.Host.Inspecting;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Host.Saving;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>Says the changes of a session once more, over what the files are by now.</summary>
internal sealed class Replay(DagEngine engine)
{
    /// <summary>Those that come from the files to where it is now when they are said again.</summary>
    public IReadOnlyList<ChangeStep> Written(SessionState now)
    {
        var (files, env) = (new SessionState(now.Files, now.Files, [], ""), EnvText.InFull(now.Program.Env));
        return ChangeScript.Candidates(now.Changes)
            .FirstOrDefault(way => way.SequenceEqual(now.Changes, ReferenceEqualityComparer.Instance) || (Of(files, way, out _) is { } state && EnvText.InFull(state.Program.Env) == env)) ?? now.Changes;
    }

    /// <summary>Null where one is refused, and why.</summary>
    public SessionState? Of(SessionState fresh, IReadOnlyList<ChangeStep> steps, out EquatableList<Diagnostic> said)
    {
        (var state, said) = (fresh, []);
        foreach (var step in steps)
        {
            var again = engine.ReadMore(state.Program, step.Tree with { Statements = [step.Statement] });
            if (again.Program is not { } next)
            {
                said = again.Diagnostics;
                return null;
            }

            state = state with { Program = next, Changes = state.Changes.Add(step with { Before = state.Program.Env, After = next.Env }) };
        }

        return state;
    }
}
