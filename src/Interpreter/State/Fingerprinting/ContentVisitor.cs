using Dag.Interpreter.Runtime.Surface;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>Hears of the files and folders in a value while its content is digested.</summary>
internal sealed record ContentVisitor
{
    /// <summary>Told of every file, those of folders too, and of what counts of each.</summary>
    public Action<DagFile, string>? OnFile { get; init; }

    /// <summary>Told of every folder before it is read.</summary>
    public Action<DagFolder>? BeforeFolder { get; init; }

    /// <summary>Told of every folder and of what lies in it.</summary>
    public Action<DagFolder, IReadOnlyList<FolderEntry>>? OnFolder { get; init; }

    /// <summary>Told why a file or folder cannot be read, where one cannot.</summary>
    public Action<string>? OnRefused { get; init; }
}
