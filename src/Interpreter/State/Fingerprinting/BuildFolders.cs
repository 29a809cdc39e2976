namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>Folders among sources that compilers, package managers and editors make: they count unless somebody leaves them out, and are named where they are why a task runs.</summary>
internal static class BuildFolders
{
    private static readonly string[] Names =
        ["bin", "obj", "__pycache__", "node_modules", ".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints", ".gradle", ".vs", ".idea"];

    /// <summary>The first of them on the way to a file; null where there is none.</summary>
    /// <param name="path">Relative, with '/' between names.</param>
    public static string? Find(string path)
    {
        var names = path.Split('/');
        return Array.Find(names[..^1], name => Array.IndexOf(Names, name) >= 0);
    }
}
