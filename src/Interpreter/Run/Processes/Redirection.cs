namespace Dag.Interpreter.Run.Processes;

/// <summary>Where one of a process's three streams leads, in place of the empty input or of its log. A path that is not rooted is in the folder where the process stands.</summary>
internal abstract record Redirection(int Stream, string Path)
{
    public sealed record From(int Stream, string Path) : Redirection(Stream, Path);

    /// <summary>A file is made if need be, and emptied first unless it is added to.</summary>
    public sealed record To(int Stream, string Path, bool Adds) : Redirection(Stream, Path);

    /// <summary>Where another stream leads by then.</summary>
    public sealed record Same(int Stream, int As) : Redirection(Stream, "");
}
