namespace Dag.Interpreter.Sessions;

/// <summary>
/// Where a session finds and leaves things: the program's own folder (with the standard library and its assemblies), and the folder for
/// state, if it was said; else it is <c>.dag</c> beside the file that is run.
/// </summary>
public sealed record SessionPlaces(string ProgramFolder, string? StateFolder)
{
    public string StandardFolder => Path.Combine(ProgramFolder, "stdlib");

    public string StateFolderOf(string file)
        => StateFolder ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file)) ?? Path.DirectorySeparatorChar.ToString(), ".dag");
}
