namespace Dag.Interpreter.Host.Reading;

/// <summary>
/// Where a session finds and leaves things: the program's own folder (with the standard library and its assemblies), and the folder for
/// state, if it was said; else it is <c>.dag</c> beside the file that is run.
/// </summary>
public sealed record EngineFolders(string ProgramFolder, string? StateFolder)
{
    /// <summary>The user's own folder for compiled C#, see <see cref="UserFolders"/>; null: it is compiled at every start.</summary>
    public string? CodeFolder { get; init; }

    public string StandardFolder => Path.Combine(ProgramFolder, "stdlib");

    /// <summary>Whether the folder for state was said.</summary>
    public bool IsNamed => StateFolder is not null;

    /// <param name="file">What belongs to none belongs to the current folder.</param>
    public string StateFolderOf(string? file) => StateFolder ?? Path.Combine(file is null ? Environment.CurrentDirectory : FolderOf(file), ".dag");

    // No name at all, as of a variable that is not set, is no path: what is wrong with it is said when it is read.
    private static string FolderOf(string file)
        => file.Length == 0 ? Environment.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.DirectorySeparatorChar.ToString();
}
