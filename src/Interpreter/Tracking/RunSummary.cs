namespace Dag.Interpreter.Tracking;

/// <summary>How many tasks of a run came to what. Those that were never reached are not run.</summary>
public sealed record RunSummary(int Done, int Reused, int Failed, int Blocked, int Cancelled, int NotRun)
{
    public int All => Done + Reused + Failed + Blocked + Cancelled + NotRun;
}
