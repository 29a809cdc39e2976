using Dag.Language.Declarations;

namespace Dag.Interpreter.Plans.Invoking;

/// <summary>The tasks that targets need, as they would be run, each after all it needs itself. Costs what is needed, however large the env.</summary>
internal static class TopologicalOrder
{
    public static List<TaskDeclaration> Of(Env env, IEnumerable<TaskName> targets)
    {
        var ordered = new List<TaskDeclaration>();
        var seen = new HashSet<TaskName>();
        var open = new Stack<(TaskDeclaration Task, int Next)>();
        foreach (var target in targets)
        {
            Enter(target);
            while (open.TryPop(out var top))
            {
                if (top.Next == top.Task.Deps.Count)
                {
                    ordered.Add(top.Task);
                    continue;
                }

                open.Push((top.Task, top.Next + 1));
                Enter(top.Task.Deps[top.Next].Task);
            }
        }

        return ordered;

        void Enter(TaskName name)
        {
            if (seen.Add(name) && env.FindTask(name) is { } task)
                open.Push((env.Effective(task), 0));
        }
    }
}
