namespace Dag.Interpreter.Run.Trials;

/// <summary>Where what a C# body prints to the console goes: to the log of the trial that it runs in, whatever thread it hops to.</summary>
public static class TrialLog
{
    private static readonly AsyncLocal<Action<string>?> Current = new();

    /// <summary>The log of the trial that runs here, or null outside of any.</summary>
    public static Action<string>? Find() => Current.Value;

    internal static void Begin(Action<string> receive) => Current.Value = receive;
}
