using Dag.Language.Text;

namespace Dag.Language.Declarations;

/// <summary>Where a product is published: <c>publish "results/report.md"</c>.</summary>
/// <param name="Path">Relative to the folder of the file that the task stands in, and never out of it.</param>
public sealed record PublishDeclaration(string Path, SourceLocation At)
{
    /// <summary>Why nothing can be published under a path, as far as the path itself tells; null where something can.</summary>
    public static string? WhyNot(string path)
    {
        if (path.Length == 0)
            return "it is empty";
        if (path[0] == '/' || (path.Length > 1 && path[1] == ':'))
            return "it is an absolute path";
        if (path[0] == '~')
            return "'~' is not replaced by the home folder here";
        if (path.Contains('\\'))
            return "it contains '\\'; folders are separated by '/'";

        var names = path.Split('/');
        if (names[^1] is "" or "." or "..")
            return "it names a folder, not the file or folder to write";

        var depth = 0;
        foreach (var name in names)
        {
            depth += name switch { "" or "." => 0, ".." => -1, _ => 1 };
            if (depth < 0)
                return "it leads out of the folder of this file";
            if (name is ".dag" or ".git")
                return $"it leads into '{name}'";
            if (name is not ("" or "." or "..") && ProductName.WhyNotFile(name) is { } why)
                return why;
        }

        return null;
    }
}
