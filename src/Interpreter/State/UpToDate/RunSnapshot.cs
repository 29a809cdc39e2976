using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.State.UpToDate;

/// <summary>
/// What a run that ended well came to, and everything it was read from: as long as none of that has changed and the store still has the products,
/// the same run comes to the same, and nothing need be read, checked or planned for it. Its tasks are kept apart, since mostly nobody asks for them.
/// </summary>
/// <param name="Run">Whose journal tells of each task.</param>
/// <param name="Asked">The names of its targets, those without a product too.</param>
/// <param name="Files">The texts of the program and its imports, the assemblies it refers to, and the files that option values name.</param>
/// <param name="Variables">What scripts saw of the environment.</param>
/// <param name="Until">When the first product gets too old to be used.</param>
/// <param name="Index">The state of the store's index when it had all that the run made; null where that could not be told.</param>
/// <param name="Markers">How many nodes had nothing to do.</param>
/// <param name="Reused">How many others there are, each with a product.</param>
internal sealed record RunSnapshot(
    string Run,
    IReadOnlyList<string> Asked,
    IReadOnlyList<FileStamp> Files,
    IReadOnlyList<FolderStamp> Folders,
    IReadOnlyList<VariableStamp> Variables,
    DateTimeOffset Until,
    FileState? Index,
    int Markers,
    int Reused,
    IReadOnlyList<SnapshotTarget> Targets)
{
    /// <summary>Where its tasks are, in the file that it was read from.</summary>
    public TaskTableRange? Tasks { get; init; }
}
