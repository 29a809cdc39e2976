namespace Dag.Interpreter.Run.Events;

/// <summary>Listener to a run: receives its events one at a time and in order, on a thread that is not the run's.</summary>
public interface IRunListener
{
    void On(RunEvent happened);

    /// <summary>Whether it is to be told of each task of a run in which all of them, however many, are reused.</summary>
    bool WantsEachReused => true;

    /// <summary>Whether the start of a run tells it every task and edge.</summary>
    bool WantsGraph => false;
}
