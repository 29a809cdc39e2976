using System.Text.RegularExpressions;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>
/// Files to begin with, each under <c>--- its name</c>, and commands, each under <c>$</c> with its exit code and all that it prints. A word may stand
/// in single quotes, the last two may be <c>&lt; FILE</c>, and <c>cat FILE</c> shows a file. How long things took is left out.
/// </summary>
internal static partial class Transcript
{
    /// <summary>The same files and commands with what they answer now.</summary>
    public static string Replay(string transcript)
    {
        using var dag = new DagProcess();
        return string.Join('\n', Head().Split(transcript).Where(part => part.Length > 0).Select(part => Replay(dag, part)));
    }

    private static string Replay(DagProcess dag, string part)
    {
        var head = part[..part.IndexOf('\n')];
        if (head.StartsWith("$ cat "))
            return $"{head}\n{File.ReadAllText(Path.Combine(dag.Folder, head["$ cat ".Length..]))}\n";
        if (head.StartsWith('$'))
            return $"{head}\n{Times().Replace(Run(dag, [.. Words().Matches(head["$ dag ".Length..]).Select(word => word.Value.Trim('\''))]).Whole, "$1TIME")}\n";

        var content = part[(head.Length + 1)..].TrimEnd('\n');
        dag.With(head["--- ".Length..], content);
        return content.Length == 0 ? $"{head}\n" : $"{head}\n{content}\n";
    }

    private static Ended Run(DagProcess dag, string[] words) => words is [.. var before, "<", var file]
        ? dag.RunOn(File.ReadAllText(Path.Combine(dag.Folder, file)), before)
        : dag.Run(words);

    [GeneratedRegex(@"^(?=--- |\$ dag |\$ cat )", RegexOptions.Multiline)]
    private static partial Regex Head();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(about |ran )[\d:.]+( in [\d.]+ [mu]?s| [mu]?s|)")]
    private static partial Regex Times();
}
