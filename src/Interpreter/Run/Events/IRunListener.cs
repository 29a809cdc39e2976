namespace Dag.Interpreter.Run.Events;

/// <summary>Hears what happens, one event at a time and in order.</summary>
public interface IRunListener
{
    void On(RunEvent happened);

    /// <summary>Whether it is to be told of each task of a run in which all of them, however many, are reused.</summary>
    bool WantsEachReused => true;
}
