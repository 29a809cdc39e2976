namespace Dag.Interpreter.Host.Sessions;

/// <summary>Every state a session was in, in order, and which of them it is in now. A new one puts an end to what could have been redone.</summary>
internal sealed class UndoHistory
{
    private readonly List<SessionState> states = [];
    private int now = -1;

    public SessionState Now => states[now];

    public int StepsBack => now;

    public int StepsForward => states.Count - 1 - now;

    public void Add(SessionState state)
    {
        states.RemoveRange(now + 1, states.Count - now - 1);
        states.Add(state);
        now++;
    }

    /// <summary>Puts another state where the present one is, as no step of its own.</summary>
    public void Replace(SessionState state) => states[now] = state;

    /// <summary>Goes back, or forward, and gives the steps that were passed, the first one first.</summary>
    public IReadOnlyList<SessionState> Move(int steps)
    {
        var passed = states.Skip(Math.Min(now, now + steps) + 1).Take(Math.Abs(steps)).ToList();
        now += steps;
        return passed;
    }
}
