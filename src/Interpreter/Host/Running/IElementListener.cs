using Dag.Interpreter.Runtime.Surface;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Host.Running;

/// <summary>Receiver of the elements of a run's target while they are made. The stream waits for it.</summary>
public interface IElementListener
{
    /// <summary>Takes the next element.</summary>
    /// <returns>Whether more are needed. Where none are, and no task needs any, the stream is stopped.</returns>
    bool On(TaskName task, ClrValue element);
}
