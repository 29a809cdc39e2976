namespace Dag.Repl.CommandLine;

/// <summary>A word that is no flag, and whether there must be one and may be more.</summary>
internal sealed record Operand(string Name, string About, bool IsRequired, bool IsMany)
{
    /// <summary>What a message says is missing.</summary>
    public string Wanted { get; init; } = Name;

    public override string ToString() => (IsRequired ? Name : $"[{Name}]") + (IsMany ? "…" : "");
}
