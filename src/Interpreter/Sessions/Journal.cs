namespace Dag.Interpreter.Sessions;

/// <summary>Every state a workspace was in, in order, and which of them it is in now. A new one puts an end to what could have been redone.</summary>
internal sealed class Journal
{
    private readonly List<WorkspaceState> states = [];
    private int now = -1;

    public WorkspaceState Now => states[now];

    public int StepsBack => now;

    public int StepsForward => states.Count - 1 - now;

    public void Add(WorkspaceState state)
    {
        states.RemoveRange(now + 1, states.Count - now - 1);
        states.Add(state);
        now++;
    }

    /// <summary>Puts another state where the present one is, as no step of its own.</summary>
    public void Replace(WorkspaceState state) => states[now] = state;

    /// <summary>Goes back, or forward, and gives the steps that were passed, the first one first.</summary>
    public IReadOnlyList<WorkspaceState> Move(int steps)
    {
        var passed = states.Skip(Math.Min(now, now + steps) + 1).Take(Math.Abs(steps)).ToList();
        now += steps;
        return passed;
    }
}
