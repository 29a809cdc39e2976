using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Planning;

/// <summary>How long each node is expected to take, in milliseconds: what it took last time, or else what the others take on average.</summary>
internal static class Weights
{
    public static Func<int, long> Of(Plan plan, Func<TaskName, TimeSpan?> tookOf)
    {
        var weights = new long[plan.Graph.Count];
        var (sum, known) = (0L, 0);
        for (var node = 0; node < weights.Length; node++)
        {
            if (tookOf(plan.NameOf(node)) is not { } took)
                continue;

            weights[node] = 1 + (long)took.TotalMilliseconds;
            sum += weights[node];
            known++;
        }

        var usual = known == 0 ? 1 : Math.Max(1, sum / known);
        return node => weights[node] > 0 ? weights[node] : usual;
    }
}
