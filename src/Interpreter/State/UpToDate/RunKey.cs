using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>What makes two calls the same run, but for the content of files: which program, from where, which targets, which options as they were typed.</summary>
internal sealed record RunKey(string File, string CurrentFolder, EquatableList<string> Targets, EquatableList<OptionArgument> Options)
{
    /// <param name="digest">For what may be a secret.</param>
    public string Text(Func<string, string> digest)
    {
        var lines = new List<string> { File, CurrentFolder };
        lines.AddRange(Targets);
        // Getting a digest ready takes its while.
        if (!Options.IsEmpty)
            lines.AddRange(Options.Select(option => $"{option.TypedWithoutValue}={digest(option.Text)}"));
        return string.Join('\0', lines);
    }
}
