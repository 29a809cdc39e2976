using Dag.Language.Declarations;
using Dag.Language.Diagnostics;

namespace Dag.Language.Querying;

/// <summary>What to do with a name that is, or nearly is, an option's where a task is asked for.</summary>
public static class OptionHint
{
    /// <summary>Null where it is nothing of the kind.</summary>
    public static string? For(string written, Func<string, TaskDeclaration?> find)
    {
        if (OptionName.OfWritten(written) is not { } named || find(named.Task.Text) is not { } task)
            return null;
        if (task.FindOption(named.Name) is not null)
            return $"it is an option of task '{task.Name}': show {written} or dag plan FILE {task.Name} prints its value";

        return ListOf(task);
    }

    /// <summary>The options of a task; null where it has none.</summary>
    public static string? ListOf(TaskDeclaration task)
        => task.Options.IsEmpty ? null : $"task '{task.Name}' has {(task.Options.Count == 1 ? "the option" : "the options")} {NameList.Quoted(task.Options.Select(option => option.Name))}";
}
