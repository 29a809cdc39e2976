using Dag.Interpreter.Run.Trials;

namespace Dag.Interpreter.Run.Scheduling;

/// <summary>Hears of every change of a node's state, in order.</summary>
public interface IStateListener
{
    /// <param name="outcome">What it came to, where it has ended.</param>
    /// <param name="culprit">The failed node that blocks it, or -1.</param>
    void Moved(int node, NodeState state, WorkResult? outcome, int culprit);
}
