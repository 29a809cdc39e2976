namespace Dag.EndToEnd.Tests.Running;

/// <summary>The files that the project itself brings: documents, examples, the standard library.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string At(string path) => Path.Combine(Root, path);

    public static string Text(string path) => File.ReadAllText(At(path));

    public static IEnumerable<string> Files(string folder, string pattern)
        => Directory.GetFiles(At(folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string Find(string folder)
        => File.Exists(Path.Combine(folder, "Dsl.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Dsl.sln"));
}
