using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Run.Streaming;
using Dag.Interpreter.Run.Working;
using Dag.Interpreter.Runtime.Serialising;

namespace Dag.Interpreter.Host.Running;

/// <summary>Hands the elements of a run's one target to a listener while they are made.</summary>
internal sealed class TargetElements : IDisposable
{
    private readonly Plan plan;
    private readonly IElementListener listener;
    private readonly ElementLog.Cursor cursor;

    private TargetElements(Plan plan, IElementListener listener, ElementLog.Cursor cursor)
    {
        this.plan = plan;
        this.listener = listener;
        this.cursor = cursor;
    }

    /// <summary>Null where the target is not a stream, or there are several: their products are told apart at the end.</summary>
    public static TargetElements? Of(Plan plan, TaskExecutor executor, IElementListener? listener)
        => listener is not null && plan.Targets is [var target] && executor.FindElements(target) is { } elements && plan.Tasks[target].Declaration.Product is { } type && !Secrecy.Hides(type)
            ? new(plan, listener, elements.Open(isBounded: true))
            : null;

    /// <summary>Whether the listener has heard of the target's elements.</summary>
    public bool HasTold => cursor.Next > 0;

    /// <summary>Ends with the stream, or when the listener needs no more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var task = plan.NameOf(plan.Targets[0]);
        try
        {
            while (await cursor.TakeAsync(cancellation).ConfigureAwait(false) is var (_, element))
            {
                if (!listener.On(task, element.Value))
                    break;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The run ends, and says so.
        }
        finally
        {
            cursor.Dispose();
        }
    }

    public void Dispose() => cursor.Dispose();
}
