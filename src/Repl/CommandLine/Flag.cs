using Dag.Language.Collections;

namespace Dag.Repl.CommandLine;

/// <summary>A flag: its long name, maybe a short one, and what its value is called; without that it is a switch.</summary>
internal sealed record Flag(string Name, string? Short, string? Value, string About)
{
    /// <summary>The only words its value may be; none: any.</summary>
    public EquatableList<string> Choices { get; init; }

    public override string ToString() => Value is null ? Name : $"{Name} {Value}";
}

/// <summary>A flag that was given, a switch without a value.</summary>
internal sealed record FlagArgument(Flag Flag, string? Value)
{
    /// <summary>Whether it stands after the file and in its long form, where the options of targets stand too.</summary>
    public bool IsAmongOptions { get; init; }
}

/// <summary>An argument by its place, whether it is required, and whether it may be repeated.</summary>
internal sealed record Operand(string Name, string About, bool IsRequired, bool IsMany)
{
    /// <summary>What a message says is missing.</summary>
    public string Wanted { get; init; } = Name;

    public override string ToString() => (IsRequired ? Name : $"[{Name}]") + (IsMany ? "…" : "");
}
