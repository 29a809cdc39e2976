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

    /// <summary>Values of the same flag given before: a list takes them too, anything else only the last.</summary>
    public EquatableList<string> Earlier { get; init; } = [];

    /// <summary>Words behind the value that belong to it.</summary>
    public EquatableList<string> Further { get; init; } = [];

    /// <summary>What to say where no target has such an option: what else it was probably meant to be.</summary>
    public string? OtherwiseMeant { get; init; }

    /// <summary>As a person types it.</summary>
    public string Typed => Task is null ? $"--{Option} {Text}" : $"--set {Task}.{Option}={Text}";

    /// <summary>All texts, in the order in which they were given.</summary>
    internal IEnumerable<string> Texts => [.. Earlier, Text, .. Further];

    /// <summary>The flag with all of its texts.</summary>
    internal string TypedWhole => Earlier.IsEmpty && Further.IsEmpty ? Typed : $"{TypedWithoutValue} {string.Join(' ', Texts)}";

    /// <summary>The same without the value, which may be a secret.</summary>
    public string TypedWithoutValue => Task is null ? $"--{Option}" : $"--set {Task}.{Option}";
}
