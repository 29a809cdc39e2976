using System.Text.RegularExpressions;
using Dag.Language.Text;

namespace Dag.Interpreter.State.Fingerprinting;

/// <summary>
/// What a task's code says of the environment that it looks at beside what is declared: the time zone, and variables by their names. Told by words alone, so
/// rather once too often than not at all.
/// </summary>
internal static partial class Surroundings
{
    public const string TimeZone = "TZ";

    // Where the time zone is another, so is what these come to.
    private static readonly string[] OfTimeZone =
        ["DateTime", "DateTimeOffset", "TimeZoneInfo", "TimeZone", "ToLocalTime", "LocalDateTime", "GetLocalNow", "LocalTimeZone"];

    // What every script is passed.
    private static readonly string[] Passed = ["PATH", "HOME", "LANG", "TMPDIR"];

    /// <summary>The variables that C# asks for by name, and TZ where it deals with local time, in order.</summary>
    /// <param name="words">The names in the code.</param>
    public static IReadOnlyList<string> OfCSharp(IReadOnlySet<string> words, IEnumerable<string> texts)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        if (Array.Exists(OfTimeZone, words.Contains))
            names.Add(TimeZone);
        if (words.Contains("GetEnvironmentVariable"))
            names.UnionWith(texts.SelectMany(text => Asked().Matches(text)).Select(match => match.Groups[1].Value));
        return [.. names];
    }

    /// <summary>Of the variables that every script is passed those that a script names, in order.</summary>
    public static IReadOnlyList<string> OfScript(string text)
        => Array.Exists(Passed, name => text.Contains(name, StringComparison.Ordinal)) ? [.. Passed.Where(name => HasWord(text, name)).Order(StringComparer.Ordinal)] : [];

    /// <summary>Whether a program's text has anything to do with local time.</summary>
    public static bool MayTellTime(string text) => Array.Exists(OfTimeZone, word => text.Contains(word, StringComparison.Ordinal));

    /// <summary>The value of a variable as it counts: the time zone of the system where TZ is not set.</summary>
    public static string? ValueOf(string name, Func<string, string?> find)
        => find(name) ?? (name == TimeZone ? LocalZone.OfSystem() : null);

    private static bool HasWord(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (!IsOfWord(text, at - 1) && !IsOfWord(text, at + name.Length))
                return true;
        }

        return false;
    }

    private static bool IsOfWord(string text, int at) => at >= 0 && at < text.Length && NameCharacters.IsPart(text[at]);

    [GeneratedRegex("GetEnvironmentVariable\\s*\\(\\s*\"([^\"\\\\]+)\"")]
    private static partial Regex Asked();
}
