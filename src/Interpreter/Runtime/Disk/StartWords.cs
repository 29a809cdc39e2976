namespace Dag.Interpreter.Runtime.Disk;

/// <summary>Arguments, variables and folder that this program was started with, as the system keeps them: with the bytes that .NET has replaced where they are not UTF-8. Nothing on systems that keep none.</summary>
public static class StartWords
{
    private const char Replaced = '\uFFFD';

    /// <summary>Words of the command line as they were given.</summary>
    /// <param name="words">The last of those that the program was started with.</param>
    public static string[] Of(string[] words)
    {
        var isAnyReplaced = false;
        foreach (var word in words)
            isAnyReplaced |= word.Contains(Replaced);
        if (!isAnyReplaced)
            return words;

        var all = Read("/proc/self/cmdline");
        return all.Count < words.Length ? words : [.. all.TakeLast(words.Length)];
    }

    /// <summary>The program's current folder by the bytes of its name; null where the system does not say.</summary>
    public static string? FindCurrentFolder() => OperatingSystem.IsLinux() ? RawFile.FindLink("/proc/self/cwd") : null;

    /// <summary>A variable of the environment as it was given; null where there is none.</summary>
    public static string? FindVariable(string name)
        => Environment.GetEnvironmentVariable(name) is { } value && value.Contains(Replaced)
            ? Variables().Where(text => text.StartsWith(name + "=", StringComparison.Ordinal)).Select(text => text[(name.Length + 1)..]).FirstOrDefault(value)
            : Environment.GetEnvironmentVariable(name);

    /// <summary>Each as <c>NAME=value</c>.</summary>
    internal static IReadOnlyList<string> Variables() => Read("/proc/self/environ");

    private static List<string> Read(string path)
    {
        var found = new List<string>();
        try
        {
            var bytes = OperatingSystem.IsLinux() ? File.ReadAllBytes(path).AsSpan() : [];
            while (bytes.IndexOf((byte)0) is >= 0 and var end)
            {
                found.Add(PathBytes.TextOf(bytes[..end]));
                bytes = bytes[(end + 1)..];
            }
        }
        catch (Exception refused) when (DiskError.Is(refused))
        {
            // Then it is as .NET has it.
        }

        return found;
    }
}
