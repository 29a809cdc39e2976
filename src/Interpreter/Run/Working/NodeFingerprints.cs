using Dag.Interpreter.Plans.Invoking;
using Dag.Interpreter.Plans.Planning;
using Dag.Interpreter.Runtime.Disk;
using Dag.Interpreter.State.Fingerprinting;
using Dag.Language.Declarations;

namespace Dag.Interpreter.Run.Working;

/// <summary>The fingerprint of each node's work, from what its deps have come to.</summary>
internal sealed class NodeFingerprints(Plan plan, TaskFingerprint fingerprints, CallerVariables caller)
{
    private readonly Dictionary<TaskName, int> nodes = NodesOf(plan);

    public int NodeOf(TaskName task) => nodes[task];

    private static Dictionary<TaskName, int> NodesOf(Plan plan)
    {
        var nodes = new Dictionary<TaskName, int>(plan.Graph.Count);
        for (var node = 0; node < plan.Graph.Count; node++)
            nodes.Add(plan.NameOf(node), node);
        return nodes;
    }

    /// <summary>Null where a value that it is made from has no content that could be compared, or that is not known yet.</summary>
    /// <param name="cancellation">Ends the reading of files.</param>
    public WorkFingerprint? Of(BoundTask task, Func<int, ContentDigest?> contentOf, CancellationToken cancellation = default)
        => Of(task, dep => contentOf(nodes[dep.Task]), cancellation);

    /// <summary>The same, by the deps as the task declares them.</summary>
    public WorkFingerprint? Of(BoundTask task, Func<DepDeclaration, ContentDigest?> contentOf, CancellationToken cancellation = default)
    {
        var deps = new List<DepContent>(task.Declaration.Deps.Count);
        foreach (var dep in task.Declaration.Deps)
        {
            if (dep.Wanted is not { } type)
                continue;
            if (contentOf(dep) is not { } content)
                return null;

            deps.Add(new(dep.LocalName, type, content) { Maker = dep.Task.Text });
        }

        var variables = task.Declaration.PassedVariables.Map(variable => caller.Find(variable.Name));
        var language = task.Declaration.Body is BodyDeclaration.Script script ? plan.Env.Languages[script.Language] : null;
        return fingerprints.Of(task, deps, variables, language, caller.Find, cancellation);
    }

    /// <summary>Why it is null, where it is.</summary>
    public string WhyNone(BoundTask task, Func<int, ContentDigest?> contentOf) => RunReasons.Uncompared(task, dep => contentOf(nodes[dep.Task]) is not null, fingerprints);
}
