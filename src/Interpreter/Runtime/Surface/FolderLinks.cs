namespace Dag.Interpreter.Runtime.Surface;

/// <summary>The links in a folder by their relative paths, each with what it says: where each of them leads, through whichever others.</summary>
internal static class FolderLinks
{
    // As many as the system follows before it calls it a circle.
    private const int MostFollowed = 40;

    private const int LongestTarget = 4096;
    private const int MostSteps = 20_000;

    /// <summary>Whether a link leads nowhere but within its folder, be it to nothing or in a circle.</summary>
    /// <param name="link">The path of the link, relative to the folder.</param>
    /// <param name="targets">What each link of the folder says, by its path.</param>
    public static bool StaysInside(string link, IReadOnlyDictionary<string, string> targets)
    {
        var at = link.Split('/').SkipLast(1).ToList();
        var ahead = new Stack<string>();
        if (!TryPush(ahead, targets[link]))
            return false;

        for (var (steps, followed) = (0, 0); ahead.TryPop(out var part); steps++)
        {
            if (steps > MostSteps || (part == ".." && at.Count == 0))
                return false;
            if (part is "" or ".")
                continue;
            if (part == "..")
            {
                at.RemoveAt(at.Count - 1);
                continue;
            }

            at.Add(part);
            if (!targets.TryGetValue(string.Join('/', at), out var next))
                continue;
            if (++followed > MostFollowed)
                return true;

            at.RemoveAt(at.Count - 1);
            if (!TryPush(ahead, next))
                return false;
        }

        return true;
    }

    /// <summary>What a link says, in a way that stays right wherever its folder is moved to: an absolute way into the folder itself is made a relative one.</summary>
    /// <param name="roots">The absolute paths of the folder.</param>
    public static string Movable(string link, string target, IEnumerable<string> roots)
    {
        if (!Path.IsPathRooted(target))
            return target;

        foreach (var root in roots)
        {
            if (target != root && !target.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                continue;

            var way = string.Concat(Enumerable.Repeat("../", link.Count(each => each == '/'))) + target[root.Length..].Trim('/');
            return way.Length == 0 ? "." : way.TrimEnd('/');
        }

        return target;
    }

    // Not a way that begins at the root of the disk, or none at all.
    private static bool TryPush(Stack<string> ahead, string target)
    {
        if (target.Length is 0 or > LongestTarget || target.Contains('\0') || Path.IsPathRooted(target))
            return false;

        var parts = (OperatingSystem.IsWindows() ? target.Replace('\\', '/') : target).Split('/');
        for (var place = parts.Length - 1; place >= 0; place--)
            ahead.Push(parts[place]);
        return true;
    }
}
