using Dag.Language.Declarations;

namespace Dag.Interpreter.Asking;

/// <summary>Why a task would run again: what of its work is written otherwise than when its last product was made, and which deps were made anew since.</summary>
public static class Reasons
{
    /// <summary>A line a reason; none where its product holds. Null where it has made nothing in this session.</summary>
    public static IReadOnlyList<string>? Of(WorkRecords records, Env env, TaskName name)
    {
        if (records.Find(name) is not { } record || env.FindTask(name) is not { } declared)
            return null;
        if (records.Holds(name, env))
            return [];

        var (before, now) = (record.Work, TaskWork.Of(env, declared));
        var reasons = new List<string>();
        foreach (var option in now.Options)
        {
            var old = before.Options.FirstOrDefault(each => each.Name == option.Name);
            if (old is null)
                reasons.Add($"option {option.Name} is new: {option.Shown}");
            else if (old.Value != option.Value)
                reasons.Add($"option {option.Name}: {old.Shown} -> {option.Shown}");
        }

        reasons.AddRange(before.Options.Where(option => now.Options.All(each => each.Name != option.Name)).Select(option => $"option {option.Name} is gone"));
        if (before.Body != now.Body)
            reasons.Add("its body is written otherwise");
        if (before.Product != now.Product)
            reasons.Add($"its product was a {before.Product}, and is a {now.Product}");
        if (before.Locals != now.Locals)
            reasons.Add($"its deps were {Listed(before)}, and are {Listed(now)}");
        reasons.AddRange(Deps(records, env, env.Effective(declared), record));
        return reasons;
    }

    private static IEnumerable<string> Deps(WorkRecords records, Env env, TaskDeclaration task, WorkRecord record)
    {
        for (var i = 0; i < task.Deps.Count && i < record.Deps.Count; i++)
        {
            var dep = task.Deps[i].Task;
            if (records.Find(dep) is not { } made)
            {
                if (env.FindTask(dep)?.Product is not null)
                    yield return $"dep {dep} has not been made";
            }
            else if (made.Id != record.Deps[i])
            {
                yield return $"dep {dep} was made anew, or another task stands there";
            }
            else if (!records.Holds(dep, env))
            {
                yield return $"dep {dep} would be made again";
            }
        }
    }

    private static string Listed(TaskWork work) => work.Locals.IsEmpty ? "none" : string.Join(", ", work.Locals);
}
