namespace Dag.Repl.CommandLine;

/// <summary>
/// What the words say of the session they want: its folder for state, and how much memory products may take; whether products are printed as they are; and
/// whether C# of a file may run while it is only asked. What they do not say is as usual.
/// </summary>
internal sealed record SessionSettings(string? StateFolder, long? Memory, bool IsRaw, bool RunsCode)
{
    /// <summary>Whether only failures are reported beside the data.</summary>
    public bool IsQuiet { get; init; }
}
