namespace Dag.Bench.Measuring;

/// <summary>One line of the table: ours against theirs, medians of runs that alternated, and the goal for the ratio where there is one.</summary>
public sealed record Figure(string Name, double Ours, double Theirs, string Unit, string Against, double? Goal, bool MoreIsBetter, string Note)
{
    public double Ratio => Ours / Theirs;

    public bool IsReached => MoreIsBetter ? Ratio >= Goal : Ratio <= Goal;
}
