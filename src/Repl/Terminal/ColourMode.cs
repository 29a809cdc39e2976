namespace Dag.Repl.Terminal;

/// <summary>Whether the program writes colours: on a terminal alone, always, or never.</summary>
internal enum ColourMode
{
    Auto,
    Always,
    Never,
}
