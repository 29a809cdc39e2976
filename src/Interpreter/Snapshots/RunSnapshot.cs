namespace Dag.Interpreter.Snapshots;

/// <summary>
/// What a run that ended well came to, and everything it was read from: as long as none of that has changed and the store still has the products,
/// the same run comes to the same, and nothing need be read, checked or planned for it.
/// </summary>
/// <param name="Run">Whose journal tells of each task.</param>
/// <param name="Asked">The names of its targets, those without a product too.</param>
/// <param name="Files">The texts of the program and its imports, the assemblies it refers to, and the files that option values name.</param>
/// <param name="Variables">What scripts saw of the environment.</param>
/// <param name="Until">When the first product gets too old to be used.</param>
/// <param name="Markers">How many nodes had nothing to do.</param>
/// <param name="Tasks">All others, in the order of their plans.</param>
/// <param name="Names">What they are called. Most runs tell nobody.</param>
internal sealed record RunSnapshot(
    string Run,
    IReadOnlyList<string> Asked,
    IReadOnlyList<FileWitness> Files,
    IReadOnlyList<FolderWitness> Folders,
    IReadOnlyList<VariableWitness> Variables,
    DateTimeOffset Until,
    int Markers,
    IReadOnlyList<KnownTask> Tasks,
    Lazy<string[]> Names,
    IReadOnlyList<KnownTarget> Targets);
