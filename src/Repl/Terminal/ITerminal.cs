namespace Dag.Repl.Terminal;

/// <summary>The way out: data on standard output, everything else on standard error. All text goes through <see cref="TerminalText"/>, whatever its origin.</summary>
internal interface ITerminal
{
    void Write(string text);

    void WriteError(string text);

    /// <summary>Data that is somebody's own, such as a product: to a pipe or a file byte for byte, to a terminal in visible form.</summary>
    /// <param name="isRaw">To a terminal byte for byte too.</param>
    void WriteData(string text, bool isRaw = false);

    /// <summary>Whether the reader of the data has not gone away.</summary>
    bool HasReader => true;

    /// <summary>Whether standard error is seen by a person, in colour if they want it.</summary>
    bool IsErrorShown { get; }

    /// <summary>Whether standard output is.</summary>
    bool IsOutputShown { get; }

    bool HasColour { get; }

    /// <summary>How many cells a line of it has.</summary>
    int Columns { get; }
}
