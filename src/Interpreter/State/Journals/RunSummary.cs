namespace Dag.Interpreter.State.Journals;

/// <summary>How many tasks of a run came to what. Those that were never reached are not run.</summary>
public sealed record RunSummary(int Done, int Reused, int Failed, int Blocked, int Cancelled, int NotRun)
{
    public static RunSummary Nothing { get; } = new(0, 0, 0, 0, 0, 0);

    public int All => Done + Reused + Failed + Blocked + Cancelled + NotRun;

    public static RunSummary operator +(RunSummary a, RunSummary b)
        => new(a.Done + b.Done, a.Reused + b.Reused, a.Failed + b.Failed, a.Blocked + b.Blocked, a.Cancelled + b.Cancelled, a.NotRun + b.NotRun);
}
