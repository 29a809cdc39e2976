namespace Dag.Repl.Rendering;

/// <summary>The way out: data on standard output, everything else on standard error.</summary>
internal interface ITerminal
{
    void Write(string text);

    void WriteError(string text);

    /// <summary>Whether standard error is seen by a person, in colour if they want it.</summary>
    bool IsErrorShown { get; }

    bool HasColour { get; }

    /// <summary>How many cells a line of it has.</summary>
    int Columns { get; }
}
