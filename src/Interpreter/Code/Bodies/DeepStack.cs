using System.Runtime.ExceptionServices;

namespace Dag.Interpreter.Code.Bodies;

/// <summary>Thread with a stack that is deep enough for what a compiler does with deeply nested C#.</summary>
internal static class DeepStack
{
    // Taken from the system only as far as it is used.
    private const int Size = 512 << 20;

    /// <summary>Does the work and waits for it; what it throws comes out here.</summary>
    public static void Run(Action work)
    {
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    work();
                }
                catch (Exception failed)
                {
                    thrown = ExceptionDispatchInfo.Capture(failed);
                }
            },
            Size)
        { IsBackground = true };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // A limit on memory may count what is not used yet, too.
            work();
            return;
        }

        thread.Join();
        thrown?.Throw();
    }
}
