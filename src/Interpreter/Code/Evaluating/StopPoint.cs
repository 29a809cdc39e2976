namespace Dag.Interpreter.Code.Evaluating;

/// <summary>Place in typed C# at which it can be stopped: each turn of a loop asks here, whether it looks at <c>cancellation</c> itself or not.</summary>
public static class StopPoint
{
    private static readonly AsyncLocal<CancellationToken> Token = new();

    private static volatile bool isAsked;

    /// <summary>Throws once the input that this belongs to has been cancelled. It costs next to nothing before anything has.</summary>
    public static void Check()
    {
        if (isAsked)
            Token.Value.ThrowIfCancellationRequested();
    }

    /// <summary>What runs from here on, on whatever thread, belongs to an input.</summary>
    internal static void Begin(CancellationToken cancellation) => Token.Value = cancellation;

    internal static void Ask() => isAsked = true;

    /// <summary>Nothing that was cancelled runs any more.</summary>
    internal static void Forget() => isAsked = false;
}
