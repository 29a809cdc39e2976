namespace Dag.Interpreter.Plans.Binding;

/// <summary>An option given as text: of a certain task (<c>--set t.o=v</c>), or of whichever targets have it (<c>--o v</c>).</summary>
public sealed record OptionArgument(string? Task, string Option, string Text)
{
    /// <summary>What to say where no target has such an option: what else it was probably meant to be.</summary>
    public string? OtherwiseMeant { get; init; }

    /// <summary>As a person types it.</summary>
    public string Typed => Task is null ? $"--{Option} {Text}" : $"--set {Task}.{Option}={Text}";

    /// <summary>The same without the value, which may be a secret.</summary>
    public string TypedWithoutValue => Task is null ? $"--{Option}" : $"--set {Task}.{Option}";
}
