using System.Collections.Immutable;
using Dag.Interpreter.Host.Running;
using Dag.Interpreter.Run.Events;

namespace Dag.Interpreter.Host.Sessions;

/// <summary>A run in the background: it can be watched and cancelled, and ends by itself.</summary>
public sealed class Job : IRunListener, IDisposable
{
    private readonly CancellationTokenSource cancel = new();
    private ImmutableList<IRunListener> watchers = [];

    internal Job(int number, string what)
    {
        Number = number;
        What = what;
    }

    public int Number { get; }

    /// <summary>The statement that started it.</summary>
    public string What { get; }

    /// <summary>Its end; never faulted by what tasks do.</summary>
    public Task<RunResult> Work { get; private set; } = Task.FromException<RunResult>(new InvalidOperationException("the job was not started"));

    public bool IsRunning => !Work.IsCompleted;

    public CancellationToken Cancellation => cancel.Token;

    public void Cancel() => cancel.Cancel();

    /// <summary>From here on it hears what happens, until it is told to stop.</summary>
    public void Watch(IRunListener watcher) => ImmutableInterlocked.Update(ref watchers, all => all.Add(watcher));

    public void Unwatch(IRunListener watcher) => ImmutableInterlocked.Update(ref watchers, all => all.Remove(watcher));

    public void On(RunEvent happened)
    {
        foreach (var watcher in watchers)
            watcher.On(happened);
    }

    public void Dispose() => cancel.Dispose();

    internal void Start(Func<Job, Task<RunResult>> run) => Work = run(this);
}
