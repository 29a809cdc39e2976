using Dag.Language.Collections;

namespace Dag.Interpreter.Plans.Binding;

/// <summary>An option given as text: of a certain task (<c>--set t.o=v</c>), or of whichever targets have it (<c>--o v</c>).</summary>
public sealed record OptionArgument(string? Task, string Option, string Text)
{
    /// <summary>
    /// Words right behind the value on the command line. They may be targets; those that name no task go into the value where it is a list, as a shell
    /// writes them for <c>--sources data/*.csv</c>.
    /// </summary>
    public EquatableList<string> Behind { get; init; } = [];

    /// <summary>What makes a list with <see cref="Text"/>, in order: the same flag given again, or the words behind it.</summary>
    public EquatableList<string> Further { get; init; } = [];

    /// <summary>The value of the last of several flags, which counts where the option is not a list.</summary>
    public string? Last { get; init; }

    /// <summary>What to say where no target has such an option: what else it was probably meant to be.</summary>
    public string? OtherwiseMeant { get; init; }

    /// <summary>As a person types it.</summary>
    public string Typed => (Task is null ? $"--{Option} {Text}" : $"--set {Task}.{Option}={Text}") + string.Concat(Further.Select(text => $" {text}"));

    /// <summary>The same without the value, which may be a secret.</summary>
    public string TypedWithoutValue => Task is null ? $"--{Option}" : $"--set {Task}.{Option}";
}
