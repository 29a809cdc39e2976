using Dag.Interpreter.Runtime.Disk;

namespace Dag.Interpreter.Runtime.Surface;

/// <summary>
/// What of a folder does not count: <c>.git</c> and <c>.dag</c> at any depth, what the patterns behind <c>except</c> say, and the lines of a file <c>.dagignore</c> in it, as those of a
/// <c>.gitignore</c>.
/// </summary>
internal sealed class FolderSelection
{
    /// <summary>The file in a folder that says what of it does not count.</summary>
    public const string FileName = ".dagignore";

    // In bytes; no list that a person wrote is as long.
    private const int Longest = 1 << 20;

    private readonly List<Rule> rules = [];

    private FolderSelection()
    {
    }

    /// <exception cref="IOException">Its list cannot be read.</exception>
    public static FolderSelection Of(string folder, IReadOnlyList<string> except)
    {
        var selection = new FolderSelection();
        foreach (var pattern in except)
            selection.rules.Add(new(PathPattern.Of(pattern), IsOfFolders: false, IsBack: false));
        if (FileState.Of(Path.Combine(folder, FileName)) is { Length: <= Longest })
            selection.AddAll(File.ReadAllLines(Path.Combine(folder, FileName)));
        return selection;
    }

    /// <summary>Why a pattern could fit nothing in a folder; null where it could.</summary>
    public static string? WhyNoPattern(string pattern) => pattern switch
    {
        "" => "is empty",
        ['/', ..] => "begins with '/'",
        _ when pattern.Contains('\0') => "contains a NUL character",
        _ when pattern.Contains('\\') => "contains '\\'; folders are separated by '/'",
        _ when Array.IndexOf(pattern.Split('/'), "..") >= 0 => "contains '..'",
        _ => null,
    };

    /// <summary>Whether something in the folder does not count; of a folder all that lies in it.</summary>
    /// <param name="path">Relative to the folder, with '/' between names.</param>
    public bool LeavesOut(string path, bool isFolder)
    {
        if (isFolder && (path is ".git" or ".dag" || path.EndsWith("/.git", StringComparison.Ordinal) || path.EndsWith("/.dag", StringComparison.Ordinal)))
            return true;

        var isOut = false;
        foreach (var rule in rules)
        {
            if ((isFolder || !rule.IsOfFolders) && isOut == rule.IsBack && (rule.Pattern.Fits(path) || (isFolder && !rule.IsOfFolders && rule.Pattern.Fits(path + "/"))))
                isOut = !rule.IsBack;
        }

        return isOut;
    }

    // As git reads them: the last line that fits decides; a '/' in a line but at its end binds it to this folder.
    private void AddAll(string[] lines)
    {
        foreach (var written in lines)
        {
            var line = written.TrimEnd();
            if (line.Length == 0 || line[0] == '#')
                continue;

            var isBack = line[0] == '!';
            if (isBack || (line[0] == '\\' && line.Length > 1 && line[1] is '#' or '!'))
                line = line[1..];
            var isOfFolders = line.EndsWith('/');
            line = line.TrimEnd('/');
            if (line.Length > 0)
                rules.Add(new(PathPattern.Of(line.Contains('/') ? line.TrimStart('/') : "**/" + line), isOfFolders, isBack));
        }
    }

    /// <param name="IsBack">It counts after all.</param>
    private sealed record Rule(PathPattern Pattern, bool IsOfFolders, bool IsBack);
}
