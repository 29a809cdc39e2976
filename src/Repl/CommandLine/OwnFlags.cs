using System.CommandLine;
using Dag.Interpreter.Invoking;
using Dag.Language.Collections;

namespace Dag.Repl.CommandLine;

/// <summary>Tells the flags of a command from those that are options of the targets: <c>--components 3</c>, <c>--components=3</c>, a bare one is true.</summary>
internal static class OwnFlags
{
    public static (string[] Known, EquatableList<GivenOption> Given) Split(Command command, string[] words)
    {
        var flags = command.Options.SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        var known = new List<string>();
        var given = new List<GivenOption>();
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            var equals = word.IndexOf('=');
            var name = equals < 0 ? word : word[..equals];
            if (!name.StartsWith("--", StringComparison.Ordinal) || name.Length == 2 || flags.Contains(name))
            {
                known.Add(word);
                continue;
            }

            if (equals >= 0)
                given.Add(new(null, name[2..], word[(equals + 1)..]));
            else if (i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal))
                given.Add(new(null, name[2..], words[++i]));
            else
                given.Add(new(null, name[2..], "true"));
        }

        return ([.. known], given.ToEquatableList());
    }
}
