namespace Dag.Interpreter.Tracking;

/// <summary>Hears what happens, one event at a time and in order.</summary>
public interface IRunListener
{
    void On(RunEvent happened);
}
