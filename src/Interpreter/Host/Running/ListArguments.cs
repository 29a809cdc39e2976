using Dag.Interpreter.Host.Reading;
using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;

namespace Dag.Interpreter.Host.Running;

/// <summary>Words of a command line that belong to the option before them: a shell puts all files of a pattern there, and they would be taken for targets.</summary>
internal static class ListArguments
{
    /// <summary>The same options and targets, where an option that is a list has got the words behind it that name no task.</summary>
    public static RunOptions Claim(DagProgram program, RunOptions options)
    {
        if (!options.Options.Any(option => !option.Behind.IsEmpty))
            return options;

        var targets = options.Targets.ToList();
        var claimed = new List<OptionArgument>();
        foreach (var option in options.Options)
        {
            var further = IsList(program, option) ? option.Behind.TakeWhile(word => program.Env.FindTask(new(word)) is null).ToEquatableList() : [];
            foreach (var word in further)
            {
                if (targets.LastIndexOf(word) is >= 0 and var at)
                    targets.RemoveAt(at);
            }

            claimed.Add(option with { Behind = [], Further = further });
        }

        return options with { Targets = targets.ToEquatableList(), Options = claimed.ToEquatableList() };
    }

    private static bool IsList(DagProgram program, OptionArgument option)
        => !option.Behind.IsEmpty && program.Env.Tasks.Values.Any(task =>
            task.FindOption(option.Option) is { } found && FlagReader.IsList(program.Compiled.AnnotationOf(found.Type).Type));
}
