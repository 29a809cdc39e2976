using Dag.Interpreter.Plans.Binding;
using Dag.Language.Collections;
using Dag.Language.Diagnostics;

namespace Dag.Repl.CommandLine;

/// <summary>The words after a verb, told apart, and everything that is wrong with them.</summary>
internal sealed record ParsedArguments(Verb Verb, EquatableList<string> Operands, EquatableList<FlagArgument> Flags, EquatableList<OptionArgument> Given, EquatableList<Diagnostic> Wrong)
{
    public bool Has(Flag flag) => FindLast(flag) is not null;

    /// <summary>The last value a flag was given.</summary>
    public string? Find(Flag flag) => FindLast(flag)?.Value;

    public EquatableList<string> All(Flag flag)
    {
        var all = new List<string>();
        foreach (var given in Flags)
        {
            if (given.Flag == flag)
                all.Add(given.Value ?? "");
        }

        return all.ToEquatableList();
    }

    /// <summary>The names of the flags that could also be meant as options of the targets.</summary>
    public EquatableList<string> AmbiguousFlags()
    {
        var all = new List<string>();
        foreach (var given in Flags)
        {
            if (given.IsAmongOptions)
                all.Add(given.Flag.Name[2..]);
        }

        return all.ToEquatableList();
    }

    private FlagArgument? FindLast(Flag flag)
    {
        FlagArgument? last = null;
        foreach (var given in Flags)
            last = given.Flag == flag ? given : last;
        return last;
    }
}
