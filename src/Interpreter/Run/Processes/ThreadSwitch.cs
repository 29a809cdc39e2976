using System.Runtime.CompilerServices;

namespace Dag.Interpreter.Run.Processes;

/// <summary>Awaiter that continues on a thread for child processes.</summary>
internal readonly struct ThreadSwitch(ProcessThreadPool threads) : ICriticalNotifyCompletion
{
    public bool IsCompleted => false;

    public ThreadSwitch GetAwaiter() => this;

    public void GetResult()
    {
    }

    public void OnCompleted(Action continuation) => threads.Post(continuation);

    public void UnsafeOnCompleted(Action continuation) => threads.Post(continuation);
}
