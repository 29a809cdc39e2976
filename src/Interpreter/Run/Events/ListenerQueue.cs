using System.Threading.Channels;

namespace Dag.Interpreter.Run.Events;

/// <summary>The events that one listener has not received yet, and the loop that hands them to it.</summary>
internal sealed class ListenerQueue
{
    private readonly Channel<RunEvent> events = Channel.CreateUnbounded<RunEvent>(new() { SingleReader = true });
    private readonly Task handing;

    public ListenerQueue(IRunListener listener) => handing = Task.Run(() => HandAsync(listener));

    public void Add(RunEvent happened) => events.Writer.TryWrite(happened);

    public Task CompleteAsync()
    {
        events.Writer.TryComplete();
        return handing;
    }

    private async Task HandAsync(IRunListener listener)
    {
        await foreach (var happened in events.Reader.ReadAllAsync().ConfigureAwait(false))
            listener.On(happened);
    }
}
