using Dag.Language.Collections;

namespace Dag.Repl.CommandLine;

/// <summary>A command as it is written: its name, what may follow and in which flags. It is parsed by this and shown as help from this.</summary>
internal sealed record Verb(string Name, string About, EquatableList<Operand> Operands, EquatableList<Flag> Flags)
{
    /// <summary>Whether a flag that is not its own is an option of the targets: <c>--components 3</c>.</summary>
    public bool TakesOptionsOfTargets { get; init; }

    public Flag? FindFlag(string word)
    {
        foreach (var flag in Flags)
        {
            if (flag.Name == word || flag.Short == word)
                return flag;
        }

        return null;
    }

    public string Usage => $"dag {Name} {string.Join(' ', Operands)}{(Flags.IsEmpty ? "" : " [flags]")}";
}
