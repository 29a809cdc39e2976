using Dag.Language.Declarations;
using Dag.Language.Diagnostics;
using Dag.Language.Querying;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>The task that a mistyped name was probably meant to be: the one nearest by letters, or one of that last name in another module.</summary>
public static class TaskSuggestion
{
    public static string? For(string typed, Env env)
        => OptionHint.For(typed, name => env.FindTask(new(name)))
            ?? Suggestion.For(typed, env.Tasks.Keys.Select(name => name.Text))
            ?? (env.Tasks.Keys.Where(name => name.Last == typed).Select(name => name.Text).FirstOrDefault() is { } full ? $"did you mean '{full}'?" : null);
}
