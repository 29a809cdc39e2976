using System.Text.RegularExpressions;

namespace Dag.EndToEnd.Tests.Running;

/// <summary>Files to begin with, each under <c>--- its name</c>, and commands, each under <c>$</c> with its exit code and all that it prints.</summary>
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
        if (head.StartsWith('$'))
            return $"{head}\n{dag.Run(head["$ dag ".Length..].Split(' ')).Whole}\n";

        var content = part[(head.Length + 1)..].TrimEnd('\n');
        dag.With(head["--- ".Length..], content);
        return content.Length == 0 ? $"{head}\n" : $"{head}\n{content}\n";
    }

    [GeneratedRegex(@"^(?=--- |\$ dag )", RegexOptions.Multiline)]
    private static partial Regex Head();
}
