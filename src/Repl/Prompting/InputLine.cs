namespace Dag.Repl.Prompting;

/// <summary>What came of reading a line at the prompt.</summary>
internal abstract record InputLine
{
    private InputLine()
    {
    }

    public sealed record Entered(string Text, bool IsSecret) : InputLine;

    /// <summary>Ctrl-C: what was typed is dropped.</summary>
    public sealed record Dropped(bool WasEmpty) : InputLine;

    /// <summary>Ctrl-D on an empty line.</summary>
    public sealed record Ended : InputLine;
}
