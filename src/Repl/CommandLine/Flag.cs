using Dag.Language.Collections;

namespace Dag.Repl.CommandLine;

/// <summary>A flag: its long name, maybe a short one, and what its value is called; without that it is a switch.</summary>
internal sealed record Flag(string Name, string? Short, string? Value, string About)
{
    /// <summary>The only words its value may be; none: any.</summary>
    public EquatableList<string> Choices { get; init; }

    public override string ToString() => Value is null ? Name : $"{Name} {Value}";
}
