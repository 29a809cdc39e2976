using Dag.Language.Declarations;

namespace Dag.Interpreter.Asking;

/// <summary>
/// Why a task would run again: what of its work is written otherwise than when its last product was made, and which deps were made anew since. Of a dep
/// that would run again itself the reasons follow, further in.
/// </summary>
public static class Reasons
{
    /// <summary>A line a reason; none where its product holds. Null where it has made nothing in this session.</summary>
    public static IReadOnlyList<string>? Of(WorkRecords records, Env env, TaskName name)
    {
        if (records.Find(name) is not { } record || env.FindTask(name) is not { } declared)
            return null;
        return records.Holds(name, env) ? [] : Of(records, env, declared, record, []);
    }

    private static List<string> Of(WorkRecords records, Env env, TaskDeclaration declared, WorkRecord record, HashSet<TaskName> told)
    {
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
        reasons.AddRange(Deps(records, env, env.Effective(declared), record, told));
        return reasons;
    }

    private static List<string> Deps(WorkRecords records, Env env, TaskDeclaration task, WorkRecord record, HashSet<TaskName> told)
    {
        var reasons = new List<string>();
        for (var i = 0; i < task.Deps.Count && i < record.Deps.Count; i++)
        {
            var dep = task.Deps[i].Task;
            if (env.FindTask(dep) is not { Product: not null } needed)
                continue;

            if (records.Find(dep) is not { } made)
                reasons.Add($"dep {dep} has not been made");
            else if (made.Id != record.Deps[i])
                reasons.Add($"dep {dep} was made anew, or is another task than it was");
            else if (!records.Holds(dep, env))
                reasons.AddRange([$"dep {dep} would run again", .. told.Add(dep) ? Of(records, env, needed, made, told).Select(each => "    " + each) : []]);
        }

        return reasons;
    }

    private static string Listed(TaskWork work) => work.Locals.IsEmpty ? "none" : string.Join(", ", work.Locals);
}
