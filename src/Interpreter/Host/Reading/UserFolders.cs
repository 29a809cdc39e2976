namespace Dag.Interpreter.Host.Reading;

/// <summary>Folders of the user who runs the program, where the XDG base directory specification has them.</summary>
public static class UserFolders
{
    /// <summary>The folder for compiled C#; null where there is no home.</summary>
    public static string? Code => CacheIn(Environment.GetEnvironmentVariable) is { } cache ? Path.Combine(cache, "dag", "code") : null;

    internal static string? CacheIn(Func<string, string?> variable)
    {
        // A relative one would lead into whatever folder the program is started in.
        if (variable("XDG_CACHE_HOME") is { } said && Path.IsPathFullyQualified(said))
            return said;
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } local ? local : null;

        var home = variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathFullyQualified(home) ? Path.Combine(home, ".cache") : null;
    }
}
